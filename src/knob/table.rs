//! What a knob is, and the two macros that turn one definition into a field and a row of the table.

use std::fmt;

/// One knob: what it means, what it may be, and where its starting value comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Knob {
    /// The last part of its dotted name, as written in a scenario file.
    pub name: &'static str,
    /// The symbol it carries in the equations of the model, or nothing.
    pub symbol: &'static str,
    /// The unit it is counted in.
    pub unit: &'static str,
    /// What values are allowed.
    pub kind: Kind,
    /// The value it has where a file says nothing.
    pub default: Value,
    /// What it does, in one or two sentences.
    pub meaning: &'static str,
    /// The claim or table row the starting value rests on.
    pub source: &'static str,
    /// How well the starting value is known.
    pub status: Status,
    /// What a higher value does to the weekly measures closest to it, as in `"+attendance -field.injustice"`;
    /// empty where that is open. [`Knob::effects`] reads it.
    pub signs: &'static str,
}

impl Knob {
    /// What a higher value does, other things equal; nothing where the sign is open.
    pub fn effects(&self) -> Vec<Effect> {
        let effect = |word: &'static str| {
            let measure = word.trim_start_matches(['+', '-']);
            let (field, measure) = measure.strip_prefix("field.").map_or((false, measure), |measure| (true, measure));
            Effect { raises: !word.starts_with('-'), field, measure }
        };
        self.signs.split_whitespace().map(effect).collect()
    }

    /// Whether its values are ordered, so that a higher one can do something.
    pub fn is_ordered(&self) -> bool {
        !matches!(self.kind, Kind::Choice(_))
    }
}

/// What a higher value of a knob does to a weekly measure, other things equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effect {
    /// Whether it raises the measure, rather than lowering it.
    pub raises: bool,
    /// Whether the measure is that of the whole field, rather than of an organisation.
    pub field: bool,
    /// The measure's name.
    pub measure: &'static str,
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = if self.raises { "raises" } else { "lowers" };
        write!(f, "{verb} {}{}", if self.field { "the field's " } else { "" }, self.measure)
    }
}

/// How well a starting value is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Read in a source.
    Sourced,
    /// Worked out from numbers in a source.
    Derived,
    /// Chosen by us; a sweep should vary it.
    Assumed,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Status::Sourced => "sourced",
            Status::Derived => "derived",
            Status::Assumed => "assumed",
        })
    }
}

/// The values a knob may take.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// A number from `low` to `high`, both allowed.
    Real {
        /// The smallest value allowed.
        low: f64,
        /// The largest value allowed.
        high: f64,
    },
    /// A whole number from `low` to `high`, both allowed.
    Whole {
        /// The smallest value allowed.
        low: u32,
        /// The largest value allowed.
        high: u32,
    },
    /// `true` or `false`.
    Switch,
    /// One of a few words.
    Choice(&'static [&'static str]),
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kind::Real { low, high } => write!(f, "a number from {low} to {high}"),
            Kind::Whole { low, high } => write!(f, "a whole number from {low} to {high}"),
            Kind::Switch => f.write_str("true or false"),
            Kind::Choice(options) => {
                f.write_str("one of ")?;
                for (i, option) in options.iter().enumerate() {
                    write!(f, "{}\"{option}\"", if i > 0 { ", " } else { "" })?;
                }
                Ok(())
            }
        }
    }
}

/// The value of a knob.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number.
    Real(f64),
    /// A whole number.
    Whole(i64),
    /// `true` or `false`.
    Switch(bool),
    /// A word.
    Text(String),
}

impl fmt::Display for Value {
    /// Prints the value as a scenario file would write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // `{:?}` keeps the point of a whole-valued number, so that TOML reads it back as a number.
            Value::Real(x) => write!(f, "{x:?}"),
            Value::Whole(x) => write!(f, "{x}"),
            Value::Switch(x) => write!(f, "{x}"),
            Value::Text(x) => write!(f, "\"{x}\""),
        }
    }
}

/// Why a value does not fit a knob.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It is of another type.
    Type,
    /// It is of the right type and outside what is allowed.
    Range,
}

/// A Rust type that a knob's field may have.
pub trait Setting {
    /// The kind of knob, given the bounds written beside it.
    fn kind(bounds: &[f64]) -> Kind
    where
        Self: Sized;
    /// The present value.
    fn value(&self) -> Value;
    /// Takes a new value, unless it does not fit.
    fn set(&mut self, value: &Value, kind: &Kind) -> Result<(), Unfit>;
}

impl Setting for f64 {
    fn kind(bounds: &[f64]) -> Kind {
        Kind::Real { low: bounds[0], high: bounds[1] }
    }
    fn value(&self) -> Value {
        Value::Real(*self)
    }
    fn set(&mut self, value: &Value, kind: &Kind) -> Result<(), Unfit> {
        let number = match value {
            Value::Real(x) => *x,
            Value::Whole(x) => *x as f64,
            _ => return Err(Unfit::Type),
        };
        match kind {
            // −0 is 0.
            Kind::Real { low, high } if (*low..=*high).contains(&number) => *self = number + 0.0,
            _ => return Err(Unfit::Range),
        }
        Ok(())
    }
}

impl Setting for u32 {
    fn kind(bounds: &[f64]) -> Kind {
        Kind::Whole { low: bounds[0] as u32, high: bounds[1] as u32 }
    }
    fn value(&self) -> Value {
        Value::Whole(i64::from(*self))
    }
    fn set(&mut self, value: &Value, kind: &Kind) -> Result<(), Unfit> {
        let Value::Whole(number) = value else { return Err(Unfit::Type) };
        match (u32::try_from(*number), kind) {
            (Ok(number), Kind::Whole { low, high }) if (*low..=*high).contains(&number) => *self = number,
            _ => return Err(Unfit::Range),
        }
        Ok(())
    }
}

impl Setting for bool {
    fn kind(_: &[f64]) -> Kind {
        Kind::Switch
    }
    fn value(&self) -> Value {
        Value::Switch(*self)
    }
    fn set(&mut self, value: &Value, _: &Kind) -> Result<(), Unfit> {
        let Value::Switch(on) = value else { return Err(Unfit::Type) };
        *self = *on;
        Ok(())
    }
}

/// A knob whose value is one of a few words; implemented by [`choice!`](crate::knob).
pub trait Choice: Sized + Copy + PartialEq + 'static {
    /// The words, in the order of the variants.
    const WORDS: &'static [&'static str];
    /// What each word means, in the order of the words.
    const MEANINGS: &'static [&'static str];
    /// The variants, in the order of the words.
    const ALL: &'static [Self];
    /// The word for this variant.
    fn word(self) -> &'static str {
        let place = Self::ALL.iter().position(|x| *x == self);
        place.map_or("", |i| Self::WORDS[i])
    }
    /// The variant for a word.
    fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().position(|w| *w == word).map(|i| Self::ALL[i])
    }
}

impl<T: Choice> Setting for T {
    fn kind(_: &[f64]) -> Kind {
        Kind::Choice(T::WORDS)
    }
    fn value(&self) -> Value {
        Value::Text(self.word().to_owned())
    }
    fn set(&mut self, value: &Value, _: &Kind) -> Result<(), Unfit> {
        let Value::Text(word) = value else { return Err(Unfit::Type) };
        *self = T::from_word(word).ok_or(Unfit::Range)?;
        Ok(())
    }
}

/// A knob found by its name: its row of the table and the field it turns.
pub struct Slot<'a> {
    /// The row of the table.
    pub knob: &'static Knob,
    /// The field.
    pub setting: &'a mut dyn Setting,
}

/// A group of knobs, found by dotted name.
pub trait Table {
    /// Calls `visit` with the dotted name (below this table), the row and the present value of every
    /// knob, in the order of definition.
    fn each(&self, prefix: &str, visit: &mut dyn FnMut(&str, &'static Knob, Value));

    /// The knob of this dotted name, if there is one.
    fn slot(&mut self, name: &str) -> Option<Slot<'_>>;

    /// All dotted names, in the order of definition.
    fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        self.each("", &mut |name, _, _| names.push(name.to_owned()));
        names
    }
}

/// Defines a word-valued knob type: `choice! { /// doc  pub enum Name { /// doc  Variant = "word" } }`.
macro_rules! choice {
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[doc = $meaning:literal])+ $variant:ident = $word:literal),+ $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($(#[doc = $meaning])+ $variant),+ }
        impl $crate::knob::Choice for $name {
            const WORDS: &'static [&'static str] = &[$($word),+];
            const MEANINGS: &'static [&'static str] = &[$(concat!($($meaning),+)),+];
            const ALL: &'static [Self] = &[$(Self::$variant),+];
        }
    };
}

/// Defines a struct of knobs. A knob is written
/// `/// meaning` then `name: type = default, [low, high], "symbol", "unit", "source", Status, "signs";`.
///
/// The signs say what a higher value does to the weekly measures closest to the knob, other things equal:
/// `"+attendance"`, `"-field.claims"`, or several with blanks between. They are stated only where the equations
/// leave no doubt, and left out where the sign is open; `tests/knobs` tests each of them.
macro_rules! knobs {
    ($(#[$meta:meta])* pub struct $name:ident { $(
        $(#[doc = $meaning:literal])+
        $field:ident : $type:ty = $default:expr, [$($bound:expr),*], $symbol:literal, $unit:literal, $source:literal, $status:ident
        $(, $signs:literal)?;
    )+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name { $( $(#[doc = $meaning])+ pub $field: $type, )+ }

        impl Default for $name {
            fn default() -> Self { Self { $($field: $default),+ } }
        }

        impl $name {
            fn rows() -> &'static [$crate::knob::Knob] {
                static ROWS: std::sync::LazyLock<Vec<$crate::knob::Knob>> = std::sync::LazyLock::new(|| vec![$(
                    $crate::knob::Knob {
                        name: stringify!($field),
                        symbol: $symbol,
                        unit: $unit,
                        kind: <$type as $crate::knob::Setting>::kind(&[$($bound as f64),*]),
                        default: $crate::knob::Setting::value(&($default as $type)),
                        meaning: concat!($($meaning),+),
                        source: $source,
                        status: $crate::knob::Status::$status,
                        signs: concat!("" $(, $signs)?),
                    }
                ),+]);
                &ROWS
            }
        }

        impl $crate::knob::Table for $name {
            fn each(&self, prefix: &str, visit: &mut dyn FnMut(&str, &'static $crate::knob::Knob, $crate::knob::Value)) {
                let mut rows = Self::rows().iter();
                $(
                    let row = rows.next().expect("one row a field");
                    visit(&format!("{prefix}{}", stringify!($field)), row, $crate::knob::Setting::value(&self.$field));
                )+
            }
            fn slot(&mut self, name: &str) -> Option<$crate::knob::Slot<'_>> {
                let knob = Self::rows().iter().find(|row| row.name == name)?;
                let setting: &mut dyn $crate::knob::Setting = match name {
                    $(stringify!($field) => &mut self.$field,)+
                    _ => return None,
                };
                Some($crate::knob::Slot { knob, setting })
            }
        }
    };
}

/// Defines a struct of groups of knobs: `flat` puts a group's knobs at this level, the others become
/// tables of their own.
macro_rules! tables {
    ($(#[$meta:meta])* pub struct $name:ident $(flat $(#[$fmeta:meta])* $flat:ident : $ftype:ty)? {
        $( $(#[$gmeta:meta])* $group:ident : $type:ty; )*
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Default)]
        pub struct $name {
            $( $(#[$fmeta])* pub $flat: $ftype, )?
            $( $(#[$gmeta])* pub $group: $type, )*
        }
        impl $crate::knob::Table for $name {
            fn each(&self, prefix: &str, visit: &mut dyn FnMut(&str, &'static $crate::knob::Knob, $crate::knob::Value)) {
                $( self.$flat.each(prefix, visit); )?
                $( self.$group.each(&format!("{prefix}{}.", stringify!($group)), visit); )*
            }
            fn slot(&mut self, name: &str) -> Option<$crate::knob::Slot<'_>> {
                $( if !name.contains('.') { return self.$flat.slot(name); } )?
                let (head, rest) = name.split_once('.')?;
                match head {
                    $( stringify!($group) => self.$group.slot(rest), )*
                    _ => None,
                }
            }
        }
    };
}

pub(super) use {choice, knobs, tables};
