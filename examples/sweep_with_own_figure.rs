//! A sweep over one setting, its tables, and a figure of your own drawn with plotters.
//!
//! A sweep keeps every run that has ended in its folder. Interrupt it and start it again: it goes on with the rest, and
//! the tables match those of an uninterrupted sweep.
//!
//! `cargo run --release --example sweep_with_own_figure`

#![allow(clippy::disallowed_methods, clippy::print_stdout)] // a program of its own

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use mobilise::{Silent, SweepRequest, run_sweep};
use plotters::prelude::*;

/// How much does the relief that coping brings change attendance, in the first year and a half?
const EXPERIMENT: &str = r#"
version = 1
name = "Relief"
scenario = "j4dw"
seed = 1
design = "grid"
replicates = 4
outcomes = ["attendance"]

[vary]
coping.relief = [0.05, 0.25, 0.5, 0.75, 0.95]
"#;

/// A value of the varied setting, then the mean and its 95 % interval.
type Point = (f64, [f64; 3]);

/// Joins two tables: which point has which value, and the outcome's mean at each point.
fn means(folder: &Path) -> Result<Vec<Point>, Box<dyn Error>> {
    let mut values = BTreeMap::new();
    for row in csv::Reader::from_path(folder.join("points.csv"))?.deserialize() {
        let row: BTreeMap<String, String> = row?;
        // The baseline, the scenario as it stands, has no value there.
        if let Ok(value) = row["coping.relief"].parse::<f64>() {
            values.insert(row["point"].clone(), value);
        }
    }
    let mut points = Vec::new();
    for row in csv::Reader::from_path(folder.join("outcomes.csv"))?.deserialize() {
        let row: BTreeMap<String, String> = row?;
        if let (Some(value), "J4DW") = (values.get(&row["point"]), row["organisation"].as_str()) {
            points.push((*value, [row["mean"].parse()?, row["low"].parse()?, row["high"].parse()?]));
        }
    }
    Ok(points)
}

fn draw(points: &[Point], to: &Path) -> Result<(), Box<dyn Error>> {
    let top = points.iter().map(|(_, [_, _, high])| *high).fold(1.0, f64::max);
    let area = SVGBackend::new(to, (640, 400)).into_drawing_area();
    area.fill(&WHITE)?;
    let mut chart = ChartBuilder::on(&area)
        .margin(20)
        .x_label_area_size(40)
        .y_label_area_size(50)
        .build_cartesian_2d(0.0..1.0, 0.0..1.1 * top)?;
    chart.configure_mesh().x_desc("relief that coping brings").y_desc("people at a session, last year").draw()?;
    chart.draw_series(
        points.iter().map(|(x, [mean, low, high])| ErrorBar::new_vertical(*x, *low, *mean, *high, BLUE.filled(), 8)),
    )?;
    area.present()?;
    Ok(())
}

pub fn main() -> Result<(), Box<dyn Error>> {
    let temporary = tempfile::tempdir()?;
    let experiment = temporary.path().join("relief.toml");
    std::fs::write(&experiment, EXPERIMENT)?;

    let folder = temporary.path().join("relief-sweep");
    let mut request = SweepRequest::new(experiment.display().to_string(), &folder);
    request.changes.weeks = Some(78);
    let outcome = run_sweep(&request, &Silent)?;
    println!("{} runs into {}", outcome.ran, outcome.folder.display());

    let points = means(&folder)?;
    for (relief, [mean, low, high]) in &points {
        println!("relief {relief:.2}: attendance {mean:.1} (95 % interval {low:.1} to {high:.1})");
    }
    let picture = std::env::temp_dir().join("relief.svg");
    draw(&points, &picture)?;
    println!("drawn to {}", picture.display());
    Ok(())
}
