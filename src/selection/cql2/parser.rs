//! Pieces → tree, by recursive descent: `OR` binds least, then `AND`, `NOT`, comparisons, sums, products, powers.

use super::expression::{Comparison, Expression, Operator};
use super::lexer::Token;
use super::region::{self, Region};
use super::value::{Days, Value};
use super::{ConditionError, functions};
use crate::data::incident::CivilDate;
use crate::limits::CONDITION_NESTING;
use std::borrow::Cow;

/// Names that mean the incident's place in a spatial function.
const PLACES: [&str; 6] = ["geometry", "geom", "the_geom", "place", "location", "shape"];
/// Words that no property without quotes can have.
const KEYWORDS: [&str; 11] = ["AND", "OR", "NOT", "BETWEEN", "IN", "LIKE", "IS", "NULL", "TRUE", "FALSE", "DIV"];

/// The pieces, and where the reader stands.
pub struct Parser<'t> {
    tokens: &'t [(usize, Token)],
    at: usize,
    depth: usize,
    properties: Vec<String>,
}

/// The tree of all pieces, and the properties that it names.
pub fn parse(tokens: &[(usize, Token)]) -> Result<(Expression, Vec<String>), ConditionError> {
    let mut parser = Parser { tokens, at: 0, depth: 0, properties: Vec::new() };
    let root = parser.any_of()?;
    match parser.take() {
        None => Ok((root, parser.properties)),
        found => Err(parser.expected("AND, OR or the end", found)),
    }
}

type Parsed = Result<Expression, ConditionError>;

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<&'t Token> {
        self.tokens.get(self.at).map(|(_, token)| token)
    }

    /// The next piece with its column.
    pub fn take(&mut self) -> Option<(usize, &'t Token)> {
        let (column, token) = self.tokens.get(self.at)?;
        self.at += 1;
        Some((*column, token))
    }

    /// Takes a sign, if it is the next piece.
    pub fn takes(&mut self, sign: &str) -> bool {
        let is = matches!(self.peek(), Some(Token::Sign(s)) if *s == sign);
        self.at += usize::from(is);
        is
    }

    /// Takes a keyword, if it is the next piece.
    fn takes_word(&mut self, word: &str) -> bool {
        let is = matches!(self.peek(), Some(Token::Word(w)) if w.eq_ignore_ascii_case(word));
        self.at += usize::from(is);
        is
    }

    /// A sign that must come next.
    pub fn sign(&mut self, sign: &str, expected: &'static str) -> Result<(), ConditionError> {
        if self.takes(sign) {
            return Ok(());
        }
        let found = self.take();
        Err(self.expected(expected, found))
    }

    /// The fault that something else was found.
    pub fn expected(&self, expected: &'static str, found: Option<(usize, &Token)>) -> ConditionError {
        let end = self.tokens.last().map_or(1, |(column, token)| match token {
            Token::Word(text) | Token::Name(text) | Token::Text(text) => column + text.chars().count(),
            _ => column + 1,
        });
        let (column, found) = found.map_or((end, "the end".to_owned()), |(column, token)| (column, token.shown()));
        ConditionError::Expected { column, expected, found }
    }

    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, ConditionError>) -> Result<T, ConditionError> {
        if self.depth == CONDITION_NESTING {
            return Err(ConditionError::TooLarge("nested more than 100 deep"));
        }
        self.depth += 1;
        let inner = read(self);
        self.depth -= 1;
        inner
    }

    fn any_of(&mut self) -> Parsed {
        let mut all = vec![self.all_of()?];
        while self.takes_word("OR") {
            all.push(self.all_of()?);
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Expression::Or(all) })
    }

    fn all_of(&mut self) -> Parsed {
        let mut all = vec![self.negated()?];
        while self.takes_word("AND") {
            all.push(self.negated()?);
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Expression::And(all) })
    }

    fn negated(&mut self) -> Parsed {
        if self.takes_word("NOT") {
            return self.deeper(|p| Ok(Expression::Not(Box::new(p.negated()?))));
        }
        self.comparison()
    }

    fn comparison(&mut self) -> Parsed {
        let left = self.sum()?;
        let how = match self.peek() {
            Some(Token::Sign(sign)) => comparison(sign),
            _ => None,
        };
        if let Some(how) = how {
            self.at += 1;
            return Ok(Expression::Compare(how, Box::new([left, self.sum()?])));
        }
        if self.takes_word("IS") {
            let not = self.takes_word("NOT");
            if !self.takes_word("NULL") {
                let found = self.take();
                return Err(self.expected("NULL", found));
            }
            return Ok(unless(not, Expression::IsNull(Box::new(left))));
        }
        let before = self.at;
        let not = self.takes_word("NOT");
        if self.takes_word("BETWEEN") {
            let least = self.sum()?;
            if !self.takes_word("AND") {
                let found = self.take();
                return Err(self.expected("AND", found));
            }
            return Ok(unless(not, Expression::Between(Box::new([left, least, self.sum()?]))));
        }
        if self.takes_word("IN") {
            return Ok(unless(not, Expression::In(Box::new(left), self.list()?)));
        }
        if self.takes_word("LIKE") {
            let (pattern, folded) = self.pattern()?;
            return Ok(unless(not, Expression::Like(Box::new(left), pattern, folded)));
        }
        self.at = before;
        Ok(left)
    }

    /// A pattern, or one within `CASEI()`.
    fn pattern(&mut self) -> Result<(String, bool), ConditionError> {
        let folded = self.takes_word("CASEI");
        if folded {
            self.sign("(", "“(”")?;
        }
        let pattern = match self.take() {
            Some((_, Token::Text(text))) => text.clone(),
            found => return Err(self.expected("a pattern in single quotes", found)),
        };
        if folded {
            self.sign(")", "“)”")?;
        }
        Ok((pattern, folded))
    }

    fn list(&mut self) -> Result<Vec<Expression>, ConditionError> {
        self.sign("(", "“(”")?;
        let mut all = vec![self.sum()?];
        while self.takes(",") {
            all.push(self.sum()?);
        }
        self.sign(")", "“,” or “)”")?;
        Ok(all)
    }

    fn sum(&mut self) -> Parsed {
        let mut left = self.product()?;
        loop {
            let how = match self.peek() {
                Some(Token::Sign("+")) => Operator::Add,
                Some(Token::Sign("-")) => Operator::Subtract,
                _ => return Ok(left),
            };
            self.at += 1;
            left = Expression::Arithmetic(how, Box::new([left, self.product()?]));
        }
    }

    fn product(&mut self) -> Parsed {
        let mut left = self.power()?;
        loop {
            let how = match self.peek() {
                Some(Token::Sign("*")) => Operator::Multiply,
                Some(Token::Sign("/")) => Operator::Divide,
                Some(Token::Sign("%")) => Operator::Remainder,
                Some(Token::Word(word)) if word.eq_ignore_ascii_case("DIV") => Operator::WholeDivide,
                _ => return Ok(left),
            };
            self.at += 1;
            left = Expression::Arithmetic(how, Box::new([left, self.power()?]));
        }
    }

    fn power(&mut self) -> Parsed {
        let left = self.signed()?;
        if self.takes("^") {
            return Ok(Expression::Arithmetic(Operator::Power, Box::new([left, self.deeper(Self::power)?])));
        }
        Ok(left)
    }

    fn signed(&mut self) -> Parsed {
        if self.takes("-") {
            let zero = Expression::Constant(Value::number(0.0));
            return self.deeper(|p| Ok(Expression::Arithmetic(Operator::Subtract, Box::new([zero, p.signed()?]))));
        }
        if self.takes("+") {
            return self.deeper(Self::signed);
        }
        self.atom()
    }

    fn atom(&mut self) -> Parsed {
        match self.take() {
            Some((_, Token::Number(number))) => Ok(Expression::Constant(Value::number(*number))),
            Some((_, Token::Text(text))) => Ok(Expression::Constant(Value::Text(Cow::Owned(text.clone())))),
            Some((_, Token::Name(name))) => Ok(self.property(name)),
            Some((_, Token::Sign("("))) => self.deeper(|p| {
                let inner = p.any_of()?;
                p.sign(")", "“)”")?;
                Ok(inner)
            }),
            Some((column, Token::Word(word))) => self.word(column, word),
            found => Err(self.expected("a value", found)),
        }
    }

    fn word(&mut self, column: usize, word: &str) -> Parsed {
        let upper = word.to_ascii_uppercase();
        match upper.as_str() {
            "TRUE" => return Ok(Expression::Constant(Value::Flag(true))),
            "FALSE" => return Ok(Expression::Constant(Value::Flag(false))),
            "NULL" => return Ok(Expression::Constant(Value::Null)),
            keyword if KEYWORDS.contains(&keyword) => {
                return Err(self.expected("a value", Some((column, &Token::Word(word.to_owned())))));
            }
            _ => {}
        }
        if matches!(self.peek(), Some(Token::Sign("("))) {
            return self.deeper(|p| p.function(column, &upper));
        }
        Ok(self.property(word))
    }

    fn property(&mut self, name: &str) -> Expression {
        let known = self.properties.iter().position(|p| p == name);
        Expression::Property(known.unwrap_or_else(|| {
            self.properties.push(name.to_owned());
            self.properties.len() - 1
        }))
    }

    fn function(&mut self, column: usize, name: &str) -> Parsed {
        match name {
            "DATE" | "TIMESTAMP" => {
                self.sign("(", "“(”")?;
                let days = self.day(name)?;
                self.sign(")", "“)”")?;
                Ok(Expression::Constant(Value::Days(days)))
            }
            "INTERVAL" => self.interval(column),
            "CASEI" => {
                self.sign("(", "“(”")?;
                let inner = self.sum()?;
                self.sign(")", "“)”")?;
                Ok(Expression::Folded(Box::new(inner)))
            }
            "S_INTERSECTS" | "S_WITHIN" | "S_DISJOINT" | "S_CONTAINS" => self.spatial(name),
            _ => match functions::relation(name) {
                Some(relation) => {
                    self.sign("(", "“(”")?;
                    let left = self.sum()?;
                    self.sign(",", "“,”")?;
                    let right = self.sum()?;
                    self.sign(")", "“)”")?;
                    Ok(Expression::Temporal(relation, Box::new([left, right])))
                }
                None => Err(ConditionError::Function { column, name: name.to_owned(), near: functions::near(name) }),
            },
        }
    }

    /// A day (or month, or year) in quotes; of a time only its day is taken, since incidents have no more.
    fn day(&mut self, function: &str) -> Result<Days, ConditionError> {
        match self.take() {
            Some((column, Token::Text(text))) => {
                let day = if function == "DATE" { text.as_str() } else { text.split('T').next().unwrap_or_default() };
                let date = day.trim().parse::<CivilDate>();
                let fault = |e: crate::data::incident::DateError| ConditionError::Literal {
                    column,
                    what: "no date",
                    fault: e.to_string(),
                };
                date.map(Days::of).map_err(fault)
            }
            found => Err(self.expected("a date in single quotes", found)),
        }
    }

    fn interval(&mut self, column: usize) -> Parsed {
        self.sign("(", "“(”")?;
        let first = self.end_of_interval()?;
        self.sign(",", "“,”")?;
        let last = self.end_of_interval()?;
        self.sign(")", "“)”")?;
        let days =
            Days { first: first.map_or(i64::MIN, |d| d.first), last: last.map_or(i64::MAX, |d| d.last), lasts: true };
        if days.first > days.last {
            let fault = "it ends before it begins".to_owned();
            return Err(ConditionError::Literal { column, what: "no interval", fault });
        }
        Ok(Expression::Constant(Value::Days(days)))
    }

    /// `'..'` is open.
    fn end_of_interval(&mut self) -> Result<Option<Days>, ConditionError> {
        if matches!(self.peek(), Some(Token::Text(text)) if text == "..") {
            self.at += 1;
            return Ok(None);
        }
        if self.takes_word("DATE") || self.takes_word("TIMESTAMP") {
            self.sign("(", "“(”")?;
            let day = self.day("TIMESTAMP")?;
            self.sign(")", "“)”")?;
            return Ok(Some(day));
        }
        self.day("TIMESTAMP").map(Some)
    }

    /// The incident's place and a region, in either order.
    fn spatial(&mut self, name: &str) -> Parsed {
        self.sign("(", "“(”")?;
        let (mut region, mut places) = (None, 0);
        for argument in 0..2 {
            if argument == 1 {
                self.sign(",", "“,”")?;
            }
            match self.take() {
                Some((column, Token::Word(word))) if region::WORDS.contains(&word.to_ascii_uppercase().as_str()) => {
                    let read = Region::read(&word.to_ascii_uppercase(), column, self)?;
                    if region.replace((argument, read)).is_some() {
                        return Err(ConditionError::Expected {
                            column,
                            expected: "geometry",
                            found: "a second shape".to_owned(),
                        });
                    }
                }
                Some((_, Token::Word(word) | Token::Name(word)))
                    if PLACES.iter().any(|p| p.eq_ignore_ascii_case(word)) =>
                {
                    places += 1;
                }
                found => {
                    return Err(
                        self.expected("geometry (the incident's place), POINT, POLYGON, MULTIPOLYGON or BBOX", found)
                    );
                }
            }
        }
        self.sign(")", "“)”")?;
        let wanted = match name {
            "S_WITHIN" => Some(1),
            "S_CONTAINS" => Some(0),
            _ => None,
        };
        match region.filter(|(argument, _)| places == 1 && wanted.is_none_or(|w| w == *argument)) {
            Some((_, region)) => Ok(unless(name == "S_DISJOINT", Expression::Within(region))),
            None => Err(self.expected(
                "the place and a shape: S_WITHIN(geometry, POLYGON((…))), S_CONTAINS(POLYGON((…)), geometry)",
                None,
            )),
        }
    }
}

fn comparison(sign: &str) -> Option<Comparison> {
    Some(match sign {
        "=" => Comparison::Equal,
        "<>" => Comparison::NotEqual,
        "<" => Comparison::Less,
        ">" => Comparison::Greater,
        "<=" => Comparison::AtMost,
        ">=" => Comparison::AtLeast,
        _ => return None,
    })
}

fn unless(not: bool, inner: Expression) -> Expression {
    if not { Expression::Not(Box::new(inner)) } else { inner }
}
