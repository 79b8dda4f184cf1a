# Finding and calling the program.

#' The program's command, as words: option mobilise.program, variable MOBILISE, the search path, or a Python with the
#' module of the same name.
find_mobilise <- function() {
  named <- getOption("mobilise.program", Sys.getenv("MOBILISE"))
  if (nzchar(named[1])) {
    if (!nzchar(Sys.which(named[1]))) {
      stop("there is no program ", sQuote(named[1]), ": see option mobilise.program and variable MOBILISE", call. = FALSE)
    }
    return(named)
  }
  found <- unname(Sys.which("mobilise"))
  if (nzchar(found)) return(found)
  for (python in unname(Sys.which(c("python3", "python")))) {
    has_module <- nzchar(python) &&
      suppressWarnings(system2(python, c("-c", shQuote("import mobilise")), stdout = FALSE, stderr = FALSE)) == 0
    if (has_module) return(c(python, "-m", "mobilise"))
  }
  stop(
    "the program mobilise was not found\n",
    "hint: install it with `cargo install --path .` or `pip install .`, or say where it is with ",
    "options(mobilise.program = ...)",
    call. = FALSE
  )
}

#' Calls the program; what it prints. Its errors become R's.
call_mobilise <- function(arguments) {
  program <- find_mobilise()
  errors <- tempfile("mobilise-")
  on.exit(unlink(errors))
  words <- shQuote(c(program[-1], arguments))
  out <- suppressWarnings(system2(program[1], words, stdout = TRUE, stderr = errors))
  status <- attr(out, "status")
  if (!is.null(status) && status != 0) {
    text <- paste(readLines(errors, warn = FALSE, encoding = "UTF-8"), collapse = "\n")
    stop(mobilise_error(text, status))
  }
  out <- as.character(out)
  Encoding(out) <- "UTF-8"
  out
}

#' A condition with the program's message and exit code.
mobilise_error <- function(text, status) {
  line <- regmatches(text, regexec("--> (.*):([0-9]+):([0-9]+)", text))[[1]]
  hint <- regmatches(text, regexec("hint: ([^\n]*)", text))[[1]]
  structure(
    class = c("mobilise_error", "error", "condition"),
    list(
      message = text,
      call = NULL,
      status = status,
      file = if (length(line)) line[2] else NA_character_,
      line = if (length(line)) as.integer(line[3]) else NA_integer_,
      hint = if (length(hint)) hint[2] else NA_character_
    )
  )
}

#' A value as a scenario file writes it.
toml <- function(value) {
  if (inherits(value, "Date")) return(format(value))
  if (is.list(value) || length(value) != 1) {
    return(paste0("[", paste(vapply(value, toml, ""), collapse = ", "), "]"))
  }
  if (is.logical(value)) return(if (value) "true" else "false")
  if (is.integer(value)) return(format(value, scientific = FALSE))
  if (is.numeric(value)) {
    # A whole number is one to a knob that counts, and a number to any other.
    return(if (value == round(value) && abs(value) < 1e15) format(value, scientific = FALSE) else format(value, digits = 17))
  }
  paste0("\"", gsub("\"", "\\\\\"", gsub("\\\\", "\\\\\\\\", value)), "\"")
}

#' Options that commands share.
options_of <- function(set, draw, weeks, replicates, seed, threads) {
  named <- function(option, value) if (is.null(value)) NULL else c(option, format(value, scientific = FALSE, trim = TRUE))
  changes <- vapply(names(set), function(knob) paste0(knob, "=", toml(set[[knob]])), "")
  c(
    as.vector(rbind(rep("--set", length(changes)), changes)),
    if (!is.null(draw)) c("--draw", draw),
    named("--weeks", weeks),
    named("--replicates", replicates),
    named("--seed", seed),
    named("--threads", threads)
  )
}
