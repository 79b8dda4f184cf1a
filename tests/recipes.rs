//! Tables are read by the programs that the documentation names, as it says.
//!
//! The contract: every recipe in docs/files.md reads the table it is about, with every row and every number; the sheets
//! of a workbook hold the same numbers as the tables, days are dates, and nothing in a sheet is a formula; the same run
//! makes the same workbook, byte for byte.
//!
//! R's recipes are run by R, with those of its packages that are there. Those of Excel are menus, which no test can follow:
//! the workbook that it opens is read back by a library that reads such files.
//!
//! It can break where a table changes its name or type and the documentation does not, and where a workbook takes a name
//! for a number. Caught on the way: Parquet columns that polars before 1.44 refused.

use std::process::Command;

use serde_json::Value;

use crate::program::Desk;
use crate::python::{Package, python};

const READERS: Package = Package {
    name: "pandas",
    version: "2.3.3",
    beside: &["pyarrow==22.0.0", "polars==1.35.2", "duckdb==1.4.2", "openpyxl==3.1.5"],
    check: "import pandas, pyarrow, polars, duckdb, openpyxl; assert pandas.__version__ >= '2'",
    required: "MOBILISE_REQUIRE_PANDAS",
};

/// Runs every recipe on its own and says what it read: rows, and the sum of a column.
const JUDGE: &str = r#"
import json, pathlib, sys
import duckdb, openpyxl, pandas, polars

def told(code):
    frame = duckdb.sql(code).df() if code.startswith("SELECT") else eval(code)
    frame = frame.to_pandas() if hasattr(frame, "to_pandas") else frame
    return {"code": code, "rows": len(frame), "sum": float(frame["ever_members"].sum())}

recipes = [told(code) for code in json.loads(sys.argv[1])]
book = openpyxl.load_workbook("tables.xlsx")
sheets = {}
for sheet in book:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    kinds = sorted({cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None})
    sheets[sheet.title] = {"rows": rows if sheet.title != "weeks" else rows[:3], "count": len(rows) - 1, "kinds": kinds}
    for row in sheets[sheet.title]["rows"]:
        for n, value in enumerate(row):
            row[n] = value.date().isoformat() if hasattr(value, "date") else value
# A sheet holds what its table does, number by number; the weeks are compared with the Parquet table.
def alike(sheet, frame):
    rows = list(sheet.iter_rows(values_only=True))
    assert list(rows[0]) == list(frame.columns), sheet.title
    for n, head in enumerate(rows[0]):
        theirs, column = [row[n] for row in rows[1:]], frame[head]
        assert len(theirs) == len(column), (sheet.title, head)
        for here, there in zip(theirs, column):
            if pandas.isna(there) or there == "":
                same = here is None
            elif isinstance(there, (bool, str)):
                same = str(here).lower() == str(there).lower() or getattr(here, "date", str)() .isoformat() == there
            elif hasattr(there, "isoformat"):
                same = here.date().isoformat() == there.isoformat()[:10]
            else:
                same = isinstance(here, (int, float)) and abs(here - there) <= 1e-12 * max(1, abs(there))
            assert same, (sheet.title, head, here, there)
    return len(rows) - 1

compared = {"weeks": alike(book["weeks"], pandas.read_parquet("weeks.parquet"))}
for table in pathlib.Path(".").glob("*.csv"):
    # The sheet that explains columns is laid out otherwise than its table.
    if table.stem in book.sheetnames and table.stem != "columns":
        frame = pandas.read_csv(table, keep_default_na=False, na_values=[""])
        compared[table.stem] = alike(book[table.stem], frame)
print(json.dumps({"recipes": recipes, "sheets": sheets, "compared": compared}))
"#;

/// The recipes of a kind in docs/files.md, by how they begin.
fn recipes(beginnings: &[&str]) -> Vec<String> {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/files.md")).expect("docs/files.md");
    let (_, section) = page.split_once("### In spreadsheets, R and Python").expect("the section");
    let section = section.split("\n## ").next().unwrap_or_default();
    let codes =
        section.split('`').skip(1).step_by(2).filter(|code| beginnings.iter().any(|begin| code.starts_with(begin)));
    codes.map(str::to_owned).collect()
}

fn study() -> Desk {
    let desk = Desk::new();
    let said = desk.run(&[
        "run",
        "j4dw",
        "--set",
        "population.workers=300",
        "--weeks",
        "30",
        "--replicates",
        "3",
        "--seed",
        "1",
        "--out",
        "out",
        "--xlsx",
        "--quiet",
    ]);
    assert_eq!(said.code, 0, "{}", said.err);
    desk
}

/// Rows and the sum of a column of a table, read plainly.
fn plain(desk: &Desk, table: &str, column: &str) -> (usize, f64) {
    let mut reader = csv::Reader::from_path(desk.at(table)).expect("a table");
    let index = reader.headers().expect("heads").iter().position(|head| head == column).expect("the column");
    let cells: Vec<f64> = reader.records().map(|row| row.expect("a row")[index].parse().unwrap_or(0.0)).collect();
    (cells.len(), cells.iter().sum())
}

#[test]
fn every_recipe_reads_every_row_and_the_workbook_holds_the_same_numbers() {
    let desk = study();
    let Some(python) = python(&READERS) else { return };
    let codes = recipes(&["pandas.read", "polars.read", "SELECT"]);
    assert!(codes.len() >= 5, "{codes:?}");
    let said = Command::new(python)
        .args(["-c", JUDGE, &serde_json::to_string(&codes).expect("texts")])
        .current_dir(desk.at("out"))
        .output()
        .expect("Python");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let told: Value = serde_json::from_slice(&said.stdout).expect("JSON");
    let (run_rows, run_sum) = plain(&desk, "out/runs.csv", "ever_members");
    for recipe in told["recipes"].as_array().expect("a list") {
        let (code, rows, sum) = (&recipe["code"], recipe["rows"].as_u64(), recipe["sum"].as_f64().expect("a number"));
        if code.as_str().is_some_and(|code| code.contains("weeks")) {
            // Three runs of thirty weeks, of the organisation and of the field.
            assert_eq!(rows, Some(3 * 30 * 2), "{code}");
            assert!(sum > 0.0, "{code}");
        } else {
            assert_eq!(rows, Some(run_rows as u64), "{code}");
            assert!((sum - run_sum).abs() < 1e-9, "{code}: {sum}, and not {run_sum}");
        }
    }
    let compared = told["compared"].as_object().expect("tables");
    for table in ["weeks", "runs", "curves", "history"] {
        assert!(compared.get(table).and_then(Value::as_u64).is_some_and(|rows| rows > 0), "{table}: {compared:?}");
    }
    let sheets = &told["sheets"];
    assert_eq!(sheets["weeks"]["count"], 180);
    assert_eq!(sheets["weeks"]["rows"][1][3], "2009-03-15", "the first day of the first week");
    assert_eq!(sheets["weeks"]["rows"][1][0], "J4DW");
    let rows = sheets["runs"]["rows"].as_array().expect("rows");
    let index = rows[0].as_array().expect("heads").iter().position(|head| head == "ever_members").expect("the column");
    let sum: f64 = rows[1..].iter().filter_map(|row| row[index].as_f64()).sum();
    assert!((sum - run_sum).abs() < 1e-9, "the sheet adds up to {sum}, the table to {run_sum}");
    for (name, sheet) in sheets.as_object().expect("sheets") {
        let kinds: Vec<&str> = sheet["kinds"].as_array().expect("kinds").iter().filter_map(Value::as_str).collect();
        assert!(!kinds.contains(&"f") && !kinds.contains(&"e"), "{name}: {kinds:?}");
    }
    let explained = sheets["columns"]["rows"].as_array().expect("rows");
    let of =
        |column: &str| explained.iter().find(|row| row[1] == column).map(|row| row[3].as_str().unwrap_or_default());
    assert!(of("ever_members").is_some_and(|meaning| meaning.contains("ever")), "{:?}", of("ever_members"));
}

/// Runs every recipe of R on its own and says in one line each what it read; one whose package is not there says so.
const R_JUDGE: &str = r#"
for (code in commandArgs(trailingOnly = TRUE)) {
  package <- if (grepl("::", code)) sub("::.*", "", code) else "utils"
  if (!requireNamespace(package, quietly = TRUE)) {
    cat("absent", package, code, "\n", sep = "\t")
    next
  }
  frame <- as.data.frame(eval(parse(text = code)))
  numeric <- all(vapply(setdiff(names(frame), c("scenario", "organisation", "date")), function(name) {
    is.numeric(frame[[name]]) || all(is.na(frame[[name]]))
  }, logical(1)))
  cat("read", nrow(frame), format(sum(frame$ever_members, na.rm = TRUE), digits = 17), numeric, code, "\n", sep = "\t")
}
"#;

#[test]
fn the_recipes_of_r_read_every_row() {
    let required = std::env::var_os("MOBILISE_REQUIRE_R").is_some();
    let there = Command::new("Rscript").arg("--version").output().is_ok_and(|done| done.status.success());
    assert!(there || !required, "no Rscript");
    if !there {
        println!("skipped: no Rscript");
        return;
    }
    let desk = study();
    let codes = recipes(&["read.csv", "data.table::", "arrow::"]);
    assert_eq!(codes.len(), 3, "{codes:?}");
    let said = Command::new("Rscript").args(["-e", R_JUDGE]).args(&codes).current_dir(desk.at("out")).output();
    let said = said.expect("R");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let out = String::from_utf8(said.stdout).expect("UTF-8");
    let (run_rows, run_sum) = plain(&desk, "out/runs.csv", "ever_members");
    let mut read = 0;
    for line in out.lines() {
        match line.trim_end().split('\t').collect::<Vec<_>>().as_slice() {
            // Debian has data.table and not arrow.
            ["absent", package, code] => {
                assert!(!required || *package == "arrow", "R has no package {package}");
                println!("skipped: R has no package {package} for {code}");
            }
            ["read", rows, sum, numeric, code] => {
                read += 1;
                let (rows, sum): (usize, f64) = (rows.parse().expect("rows"), sum.parse().expect("a sum"));
                assert_eq!(*numeric, "TRUE", "{code}: a column of numbers is read as something else");
                if code.contains("weeks") {
                    assert_eq!(rows, 3 * 30 * 2, "{code}");
                } else {
                    assert_eq!(rows, run_rows, "{code}");
                    assert!((sum - run_sum).abs() < 1e-9, "{code}: {sum}, and not {run_sum}");
                }
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(read > 0, "{out}");
}

#[test]
fn the_same_run_makes_the_same_workbook() {
    let desk = study();
    let said = desk.run(&["rerun", "out", "--out", "again", "--quiet"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let [first, again] = ["out", "again"].map(|folder| std::fs::read(desk.at(folder).join("tables.xlsx")).expect("it"));
    assert!(first.starts_with(b"PK") && first == again, "{} and {} bytes", first.len(), again.len());
    // What is written down in the record is checked.
    std::fs::write(desk.at("out/tables.xlsx"), b"PK").expect("written");
    assert_eq!(desk.run(&["verify-output", "out"]).code, 3);
}
