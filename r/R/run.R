# Running, and reading what was run.

run_scenario <- function(scenario, replicates = NULL, seed = NULL, weeks = NULL, set = list(), draw = NULL,
                         threads = NULL, out = NULL, force = FALSE) {
  stopifnot(is.character(scenario), length(scenario) == 1)
  study("run", scenario, options_of(set, draw, weeks, replicates, seed, threads), out, force)
}

compare_scenarios <- function(scenarios = c("j4dw", "meca"), replicates = NULL, seed = NULL, weeks = NULL, set = list(),
                              draw = NULL, threads = NULL, out = NULL, force = FALSE) {
  stopifnot(is.character(scenarios), length(scenarios) > 1)
  study("compare", scenarios, options_of(set, draw, weeks, replicates, seed, threads), out, force)
}

study <- function(command, scenarios, options, out, force) {
  folder <- if (is.null(out)) tempfile("mobilise-") else out
  # Without the package arrow, the weekly table is read as CSV.
  csv <- if (!has_arrow()) "--csv"
  call_mobilise(c("--quiet", command, scenarios, options, csv, "--out", path.expand(folder), if (force) "--force"))
  read_results(folder)
}

sweep_experiment <- function(experiment, out = NULL, replicates = NULL, seed = NULL, weeks = NULL, set = list(),
                             draw = NULL, threads = NULL) {
  stopifnot(is.character(experiment), length(experiment) == 1)
  folder <- if (is.null(out)) paste0(sub("\\.toml$", "", basename(experiment)), "-sweep") else out
  options <- options_of(set, draw, weeks, replicates, seed, threads)
  call_mobilise(c("--quiet", "sweep", experiment, options, "--out", path.expand(folder)))
  read_results(folder)
}

read_results <- function(folder) {
  record <- file.path(folder, "run.json")
  if (!file.exists(record)) {
    stop(sQuote(folder), " is not a folder of results: it has no run.json", call. = FALSE)
  }
  record <- jsonlite::fromJSON(record, simplifyVector = FALSE)
  files <- list.files(folder, pattern = "[.]csv$")
  tables <- lapply(file.path(folder, files), read_table)
  names(tables) <- sub("[.]csv$", "", files)
  parquet <- file.path(folder, "weeks.parquet")
  if (is.null(tables$weeks) && file.exists(parquet) && has_arrow()) {
    tables$weeks <- typed(as.data.frame(arrow::read_parquet(parquet)))
  }
  tables <- lapply(tables, with_units)
  structure(c(list(folder = normalizePath(folder), record = record), tables), class = "mobilise_results")
}

has_arrow <- function() {
  getOption("mobilise.arrow", TRUE) && requireNamespace("arrow", quietly = TRUE)
}

read_table <- function(path) {
  # With data.table, large tables are read many times as fast.
  if (requireNamespace("data.table", quietly = TRUE)) {
    # Dates stay texts until `typed`, as read.csv leaves them.
    frame <- data.table::fread(path, data.table = FALSE, na.strings = "", encoding = "UTF-8", keepLeadingZeros = TRUE)
  } else {
    frame <- read.csv(path, check.names = FALSE, na.strings = "", encoding = "UTF-8", stringsAsFactors = FALSE)
  }
  typed(frame)
}

# Columns that name something, and become factors in the order in which their values stand.
NAMES <- c(
  "scenario", "organisation", "measure", "versus", "versus_organisation", "outcome", "case", "pattern", "verdict"
)

typed <- function(frame) {
  for (name in names(frame)) {
    column <- frame[[name]]
    if (name == "date") {
      frame[[name]] <- as.Date(column)
    } else if (name %in% NAMES && !is.numeric(column)) {
      frame[[name]] <- factor(column, levels = unique(column[!is.na(column)]))
    } else if (is.logical(column) && all(is.na(column))) {
      frame[[name]] <- as.numeric(column)
    }
  }
  frame
}

# Units, by the name of the column; asked of the program once a session.
known <- new.env(parent = emptyenv())

glossary <- function() {
  if (is.null(known$units)) {
    all <- jsonlite::fromJSON(call_mobilise(c("explain", "--all", "--json")))
    known$knobs <- all$knobs
    rows <- rbind(all$measures, all$outcomes, all$history)
    rows <- rows[!duplicated(rows$name), ]
    known$units <- setNames(rows$unit, rows$name)
  }
  known
}

with_units <- function(frame) {
  # A folder can be read without the program; then nothing says the units.
  units <- tryCatch(glossary()$units, error = function(error) character())
  for (name in intersect(names(frame), names(units))) attr(frame[[name]], "units") <- units[[name]]
  frame
}

units_of <- function(frame) {
  units <- lapply(frame, attr, "units")
  unlist(units[!vapply(units, is.null, TRUE)])
}

knobs <- function() {
  found <- glossary()$knobs
  names(found)[names(found) == "name"] <- "knob"
  found
}

explain <- function(name) {
  text <- call_mobilise(c("explain", name))
  structure(paste(text, collapse = "\n"), class = c("mobilise_text", "character"))
}
