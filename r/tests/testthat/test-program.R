skip_without_program <- function() {
  there <- !inherits(try(find_mobilise(), silent = TRUE), "try-error")
  if (!there && nzchar(Sys.getenv("MOBILISE_REQUIRE_PROGRAM"))) stop("the program mobilise is not there")
  skip_if_not(there, "the program mobilise is not there")
}

test_that("values are written as a scenario file writes them", {
  toml <- mobilise:::toml
  expect_equal(toml(0.1), "0.10000000000000001")
  expect_equal(toml(3), "3")
  expect_equal(toml(2L), "2")
  expect_equal(toml(TRUE), "true")
  expect_equal(toml("a \"b\""), "\"a \\\"b\\\"\"")
  expect_equal(toml(as.Date("2009-03-15")), "2009-03-15")
  expect_equal(toml(c(1, 0.5)), "[1, 0.5]")
})

test_that("a run is data frames with dates, factors and units", {
  skip_without_program()
  results <- run_scenario("j4dw", replicates = 2, weeks = 30, seed = 1)
  expect_s3_class(results, "mobilise_results")
  expect_equal(nrow(results$weeks), 2 * 30 * 2)
  expect_s3_class(results$weeks$date, "Date")
  expect_equal(results$weeks$date[1], as.Date("2009-03-15"))
  expect_s3_class(results$weeks$organisation, "factor")
  expect_equal(levels(results$weeks$organisation), c("J4DW", "field"))
  expect_type(results$weeks$members, "double")
  expect_equal(attr(results$weeks$money, "units"), "\u00a3")
  expect_equal(unname(units_of(results$runs)["retention"]), "share of best year")
  expect_equal(results$record$seed, 1)
  expect_equal(unname(units_of(results$history)["union_visit_people"]), "person-sessions")
})

test_that("values are those of the command", {
  skip_without_program()
  folder <- tempfile("command-")
  mobilise:::call_mobilise(c("--quiet", "run", "j4dw", "--replicates", "2", "--weeks", "12", "--seed", "7", "--csv", "--out", folder))
  theirs <- utils::read.csv(file.path(folder, "weeks.csv"))
  ours <- run_scenario("j4dw", replicates = 2, weeks = 12, seed = 7)
  for (name in names(theirs)[-(1:5)]) expect_identical(as.numeric(ours$weeks[[name]]), as.numeric(theirs[[name]]), info = name)
})

test_that("a change changes the numbers, and a comparison has paired effects", {
  skip_without_program()
  results <- compare_scenarios(c("j4dw", "meca"), replicates = 2, weeks = 30, seed = 1)
  expect_true(all(c("difference", "low", "high") %in% names(results$effects)))
  expect_equal(nrow(summary(results)), 4 * 9)
  plain <- run_scenario("j4dw", replicates = 1, weeks = 30, seed = 1)
  changed <- run_scenario("j4dw", replicates = 1, weeks = 30, seed = 1, set = list("coping.relief" = 0.9))
  expect_false(identical(as.numeric(plain$runs$coping_need), as.numeric(changed$runs$coping_need)))
})

test_that("an error has file, line and hint", {
  skip_without_program()
  file <- tempfile(fileext = ".toml")
  writeLines(c("version = 1", "base = \"j4dw\"", "name = \"X\"", "[coping]", "relief = 7"), file)
  error <- tryCatch(run_scenario(file), error = identity)
  expect_s3_class(error, "mobilise_error")
  expect_equal(error$status, 2)
  expect_equal(error$line, 5L)
  expect_equal(error$file, file)
  expect_match(error$hint, "Default")
})

test_that("a sweep goes on where it was, and is read back", {
  skip_without_program()
  folder <- tempfile("sweep-")
  first <- sweep_experiment("learning-and-relief", out = folder, replicates = 1, weeks = 6, seed = 1)
  again <- sweep_experiment("learning-and-relief", out = folder, replicates = 1, weeks = 6, seed = 1)
  expect_equal(first$outcomes, again$outcomes)
  expect_true(all(c("points", "outcomes", "effects") %in% names(again)))
})

test_that("plots are drawn where ggplot2 is there", {
  skip_without_program()
  skip_if_not_installed("ggplot2")
  results <- compare_scenarios(replicates = 2, weeks = 30, seed = 1)
  file <- tempfile(fileext = ".png")
  grDevices::png(file)
  on.exit(grDevices::dev.off())
  expect_s3_class(ggplot2::autoplot(results), "ggplot")
  print(ggplot2::autoplot(results))
  print(ggplot2::autoplot(results, "effects"))
  expect_error(ggplot2::autoplot(run_scenario("j4dw", replicates = 1, weeks = 6, seed = 1), "effects"), "paired effects")
})

test_that("a folder of something else is refused", {
  expect_error(read_results(tempdir()), "run.json")
})

test_that("names are explained", {
  skip_without_program()
  expect_match(explain("coping.relief"), "coping need")
  all <- knobs()
  expect_true("coping.relief" %in% all$knob)
  expect_equal(all$default[all$knob == "coping.relief"], "0.34")
})
