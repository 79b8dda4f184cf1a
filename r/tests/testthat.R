if (requireNamespace("testthat", quietly = TRUE)) {
  library(testthat)
  library(mobilise)
  test_check("mobilise")
}
