//! Calendar dates on a horizontal axis.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::figure::font::{self, Face};
use crate::figure::theme;

/// Days since 1970-01-01.
pub(super) fn day(date: Date) -> f64 {
    let start = Date::constant(1970, 1, 1);
    date.duration_since(start).as_secs() as f64 / 86_400.0
}

/// First and last day of the dates, at least half a year apart around a single date; `None` without dates.
pub(super) fn span(dates: impl Iterator<Item = Date>) -> Option<(Date, Date)> {
    let (first, last) = dates.fold(None, |span, date| match span {
        None => Some((date, date)),
        Some((first, last)) => Some((date.min(first), date.max(last))),
    })?;
    if first == last {
        let half = 92.days();
        return Some((first.saturating_sub(half), last.saturating_add(half)));
    }
    Some((first, last))
}

/// Ticks between two dates on an axis `length` long: 1 January of each year if that gives three at least,
/// otherwise the first of months, otherwise days. Labels keep a label's width apart.
pub(super) fn ticks(first: Date, last: Date, length: f64) -> Vec<(f64, String)> {
    let days = (day(last) - day(first)).max(1.0);
    let fits = |ticks: &Vec<(Date, String)>| {
        let widest = ticks.iter().map(|(_, label)| font::width(label, theme::TICK, Face::Regular)).fold(0.0, f64::max);
        ticks.windows(2).all(|pair| {
            let apart = (day(pair[1].0) - day(pair[0].0)) / days * length;
            apart >= 1.4 * widest
        })
    };
    let year_steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
    let yearly = year_steps.into_iter().map(|step| years(first, last, step)).find(fits).unwrap_or_default();
    let chosen = if yearly.len() >= 3 {
        yearly
    } else {
        let monthly = [1, 2, 3, 4, 6].into_iter().map(|step| months(first, last, step)).find(fits).unwrap_or_default();
        if monthly.len() >= 3 || days > 200.0 {
            // With two years on the axis months may still be too many for a narrow panel.
            if monthly.len() > yearly.len() { monthly } else { yearly }
        } else {
            [1, 2, 7, 14, 28].into_iter().map(|step| weeks(first, last, step)).find(fits).unwrap_or_default()
        }
    };
    chosen.into_iter().map(|(date, label)| (day(date), label)).collect()
}

fn years(first: Date, last: Date, step: i16) -> Vec<(Date, String)> {
    (first.year()..=last.year())
        .filter(|year| year % step == 0)
        .filter_map(|year| Date::new(year, 1, 1).ok())
        .filter(|date| (first..=last).contains(date))
        .map(|date| (date, date.year().to_string()))
        .collect()
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn month_name(date: Date) -> &'static str {
    MONTHS[usize::from(date.month().unsigned_abs() - 1) % 12]
}

/// The year stands in place of January, and beside the first month shown.
fn months(first: Date, last: Date, step: i8) -> Vec<(Date, String)> {
    let dates = (first.year()..=last.year())
        .flat_map(|year| (1..=12).map(move |month| (year, month)))
        .filter(|(_, month)| (month - 1) % step == 0)
        .filter_map(|(year, month)| Date::new(year, month, 1).ok())
        .filter(|date| (first..=last).contains(date));
    dates
        .enumerate()
        .map(|(place, date)| {
            let label = match (date.month(), place) {
                (1, _) => date.year().to_string(),
                (_, 0) => format!("{} {}", month_name(date), date.year()),
                _ => month_name(date).to_string(),
            };
            (date, label)
        })
        .collect()
}

fn weeks(first: Date, last: Date, step: i32) -> Vec<(Date, String)> {
    let mut ticks = Vec::new();
    let mut date = first;
    while date <= last && ticks.len() < 400 {
        let label = if ticks.is_empty() {
            format!("{} {} {}", date.day(), month_name(date), date.year())
        } else {
            format!("{} {}", date.day(), month_name(date))
        };
        ticks.push((date, label));
        match date.checked_add(step.days()) {
            Ok(next) => date = next,
            Err(_) => break,
        }
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn labels(first: Date, last: Date, length: f64) -> Vec<String> {
        ticks(first, last, length).into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn years_stand_at_new_year_and_thin_out() {
        let (first, last) = (date(2010, 3, 7), date(2022, 8, 1));
        assert_eq!(labels(first, last, 900.0).len(), 12);
        assert_eq!(labels(first, last, 320.0), ["2012", "2014", "2016", "2018", "2020", "2022"]);
        assert_eq!(ticks(first, last, 320.0)[0].0, day(date(2012, 1, 1)));
        assert_eq!(labels(date(1890, 1, 1), date(1990, 1, 1), 150.0), ["1900", "1950"]);
    }

    #[test]
    fn short_spans_have_months_or_days() {
        assert_eq!(labels(date(2012, 2, 20), date(2013, 5, 1), 400.0), ["Apr 2012", "Jul", "Oct", "2013", "Apr"]);
        let days = labels(date(2012, 2, 20), date(2012, 3, 12), 400.0);
        assert_eq!(days, ["20 Feb 2012", "27 Feb", "5 Mar", "12 Mar"]);
    }

    #[test]
    fn a_single_date_has_room_around_it() {
        let (first, last) = span([date(2020, 6, 1)].into_iter()).unwrap();
        assert!(first < date(2020, 6, 1) && last > date(2020, 6, 1));
        assert!(ticks(first, last, 300.0).len() >= 2);
        assert_eq!(span(std::iter::empty()), None);
        span([Date::MIN, Date::MAX].into_iter()).unwrap();
        ticks(Date::MIN, Date::MAX, 300.0);
        span([Date::MAX].into_iter()).unwrap();
    }
}
