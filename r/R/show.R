# Showing results.

globalVariables(c("date", "low", "high", "median", "organisation", "scenario", "panel", "difference", "label", "versus"))

print.mobilise_text <- function(x, ...) {
  cat(x, "\n", sep = "")
  invisible(x)
}

print.mobilise_results <- function(x, ...) {
  tables <- setdiff(names(x), c("folder", "record"))
  cat("<mobilise results in ", x$folder, ">\n", sep = "")
  for (name in tables) cat(sprintf("  %-14s %7d rows, %3d columns\n", name, nrow(x[[name]]), ncol(x[[name]])))
  invisible(x)
}

# Outcomes that say most, in this order.
SHOWN <- c("survived", "ever_members", "attendance", "mobilised", "acted", "retention", "union_uptake", "coping_need", "trust")

summary.mobilise_results <- function(object, ...) {
  if (is.null(object$runs)) stop("only results of run_scenario and compare_scenarios have runs to summarise", call. = FALSE)
  runs <- object$runs
  groups <- unique(runs[c("scenario", "organisation")])
  estimate <- function(values) {
    values <- values[!is.na(values)]
    half <- if (length(values) > 1) stats::qt(0.975, length(values) - 1) * stats::sd(values) / sqrt(length(values)) else NA
    c(mean = mean(values), low = mean(values) - half, high = mean(values) + half, replicates = length(values))
  }
  rows <- lapply(seq_len(nrow(groups)), function(n) {
    own <- runs[runs$scenario == groups$scenario[n] & runs$organisation == groups$organisation[n], ]
    estimates <- t(vapply(SHOWN, function(outcome) estimate(own[[outcome]]), numeric(4)))
    data.frame(groups[rep(n, length(SHOWN)), ], outcome = SHOWN, estimates, row.names = NULL)
  })
  do.call(rbind, rows)
}

plot.mobilise_results <- function(x, ...) {
  if (!requireNamespace("ggplot2", quietly = TRUE)) stop("plots are drawn by the package ggplot2", call. = FALSE)
  print(autoplot.mobilise_results(x, ...))
}

autoplot.mobilise_results <- function(object, what = c("curves", "effects"),
                                      measures = c("members", "attendance", "mobilised", "mean_framing"), ...) {
  what <- match.arg(what)
  if (what == "curves") plot_curves(object, measures) else plot_effects(object)
}

plot_curves <- function(object, measures) {
  curves <- object$curves
  if (is.null(curves) || is.null(curves$median)) stop("these results have no curves over replicates", call. = FALSE)
  units <- tryCatch(glossary()$units, error = function(error) character())
  curves <- curves[curves$measure %in% measures, ]
  # The field as a whole only where there is no organisation.
  if (any(curves$organisation != "field")) curves <- curves[curves$organisation != "field", ]
  labels <- paste0(gsub("_", " ", measures), ifelse(is.na(units[measures]), "", paste0(" (", units[measures], ")")))
  curves$panel <- factor(as.character(curves$measure), levels = measures, labels = labels)
  ggplot2::ggplot(curves, ggplot2::aes(x = date, y = median, ymin = low, ymax = high, colour = scenario, fill = scenario)) +
    ggplot2::geom_ribbon(ggplot2::aes(group = interaction(scenario, organisation)), alpha = 0.2, colour = NA, na.rm = TRUE) +
    ggplot2::geom_line(ggplot2::aes(linetype = organisation), na.rm = TRUE) +
    ggplot2::facet_wrap(~panel, scales = "free_y") +
    ggplot2::labs(x = NULL, y = NULL, caption = "median of all replicates, and the band that holds nine in ten")
}

plot_effects <- function(object) {
  effects <- object$effects
  if (is.null(effects) || is.null(effects$measure)) stop("only compare_scenarios gives paired effects", call. = FALSE)
  effects <- effects[effects$organisation != "field" & effects$measure %in% SHOWN & !is.na(effects$difference), ]
  effects$label <- factor(gsub("_", " ", effects$measure), levels = gsub("_", " ", SHOWN))
  first <- as.character(effects$scenario[1])
  ggplot2::ggplot(effects, ggplot2::aes(x = difference, xmin = low, xmax = high, y = versus)) +
    ggplot2::geom_vline(xintercept = 0, linetype = 2) +
    ggplot2::geom_pointrange(na.rm = TRUE) +
    ggplot2::facet_wrap(~label, scales = "free_x") +
    ggplot2::labs(x = NULL, y = NULL, caption = paste0(first, " minus the others, run by run; mean and 95 % interval"))
}
