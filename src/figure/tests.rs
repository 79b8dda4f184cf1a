//! Tests of what is on the page.
