//! A condition as a tree.

use super::region::Region;
use super::value::Value;
use super::{ConditionError, lexer, parser};
use crate::limits::CONDITION_BYTES;

/// A node of the tree. What is true, false or not known is a value too.
#[derive(Debug, Clone, PartialEq)]
pub enum Expression {
    /// A constant.
    Constant(Value<'static>),
    /// A property, by its number in [`Condition::properties`].
    Property(usize),
    /// All of them.
    And(Vec<Expression>),
    /// One of them.
    Or(Vec<Expression>),
    Not(Box<Expression>),
    Compare(Comparison, Box<[Expression; 2]>),
    /// Value, least, greatest.
    Between(Box<[Expression; 3]>),
    In(Box<Expression>, Vec<Expression>),
    Like(Box<Expression>, String, Folding),
    IsNull(Box<Expression>),
    Arithmetic(Operator, Box<[Expression; 2]>),
    /// Without regard to case.
    Folded(Box<Expression>),
    Temporal(Relation, Box<[Expression; 2]>),
    /// Is the place within the region?
    Within(Region),
}

/// Is case ignored?
pub type Folding = bool;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    Equal,
    NotEqual,
    Less,
    Greater,
    AtMost,
    AtLeast,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    WholeDivide,
    Remainder,
    Power,
}

/// A relation of two times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    Before,
    After,
    During,
    Equals,
    Intersects,
    Disjoint,
}

/// A condition that was read.
///
/// ```
/// use sitmap::selection::cql2::Condition;
/// let condition = Condition::parse("fatalities > 10 AND event_date >= DATE('2020-01-01')").unwrap();
/// assert_eq!(condition.properties(), ["fatalities", "event_date"]);
/// let fault = Condition::parse("fatalities >> 10").unwrap_err();
/// assert_eq!(fault.to_string(), "expected a value at column 13, found “>”");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    pub(super) root: Expression,
    pub(super) properties: Vec<String>,
    text: String,
}

impl Condition {
    /// Reads one.
    ///
    /// # Errors
    /// What is wrong with it first, with its column.
    pub fn parse(text: &str) -> Result<Self, ConditionError> {
        if text.len() > CONDITION_BYTES {
            return Err(ConditionError::TooLarge("longer than 64 KiB"));
        }
        let (root, properties) = parser::parse(&lexer::tokens(text)?)?;
        let is_value = match &root {
            Expression::Constant(value) => !matches!(value, Value::Flag(_)),
            Expression::Arithmetic(..) | Expression::Folded(_) => true,
            _ => false,
        };
        if is_value {
            return Err(ConditionError::NoCondition { text: text.trim().to_owned() });
        }
        Ok(Self { root, properties, text: text.split_whitespace().collect::<Vec<_>>().join(" ") })
    }

    /// A condition on a property alone: that it is given.
    pub fn of_property(name: &str) -> Self {
        let given = Expression::Not(Box::new(Expression::IsNull(Box::new(Expression::Property(0)))));
        Self { root: given, properties: vec![name.to_owned()], text: format!("{name} IS NOT NULL") }
    }

    /// The properties that it names, in the order in which it names them first.
    pub fn properties(&self) -> &[String] {
        &self.properties
    }

    /// Its text, on one line.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Does it ask where?
    pub fn asks_where(&self) -> bool {
        asks_where(&self.root)
    }
}

fn asks_where(expression: &Expression) -> bool {
    match expression {
        Expression::Within(_) => true,
        Expression::And(all) | Expression::Or(all) => all.iter().any(asks_where),
        Expression::Not(inner) => asks_where(inner),
        _ => false,
    }
}
