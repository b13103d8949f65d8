//! Classes for a legend: into which few steps many values fall.
//!
//! # Methods
//! - *Quantiles*: as many values in each class as can be, equal values together (Slocum et al., *Thematic Cartography*, ch. 5).
//! - *Jenks*: least sum of squared deviations from the means of the classes, exact, by dynamic programming (W. D. Fisher, *On Grouping
//!   for Maximum Homogeneity*, 1958; G. F. Jenks 1967), with divide and conquer over the last break, whose place never moves back (H. Wang and M. Song,
//!   *Ckmeans.1d.dp*, R Journal 2011).
//! - *Logarithmic*: breaks at 1, 2, 5, 10, 20 …, of which as many are left out as classes ask for: for counts of which few are great and most are
//!   small.
//! - *Pretty*: equal steps of 1, 2, 2.5 or 5 times a power of ten.
//!
//! [`ClassMethod::Auto`] takes logarithmic classes where the greatest value is more than [`SKEWED`] times the median, as it is of most events of
//! violence, else pretty ones. No class is empty, and the first begins with the least value that there is.

/// A distribution is skewed where its greatest value is so many times its median.
pub const SKEWED: u64 = 8;

/// How values are put into classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClassMethod {
    /// Logarithmic or pretty.
    #[default]
    Auto,
    /// As many values in each.
    Quantiles,
    /// Least spread within each.
    Jenks,
    /// 1, 2, 5, 10 …
    Logarithmic,
    /// Equal steps.
    Pretty,
}

/// A class: from its least to its greatest possible value, both within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Class {
    /// The least.
    pub from: u64,
    /// The greatest.
    pub to: u64,
}

impl Class {
    /// Does it hold a value?
    pub fn holds(&self, value: u64) -> bool {
        (self.from..=self.to).contains(&value)
    }
}

/// At most so many classes of values greater than 0, without empty ones, and the method that was taken.
///
/// ```
/// use sitmap::aggregate::classes::{Class, ClassMethod, classes};
/// let (classes, method) = classes(&[1, 1, 2, 3, 4, 9, 60, 340], 4, ClassMethod::Auto);
/// assert_eq!(method, ClassMethod::Logarithmic);
/// assert_eq!(classes[0], Class { from: 1, to: 4 });
/// assert_eq!(classes.last().unwrap().to, 340);
/// ```
pub fn classes(values: &[u64], most: usize, method: ClassMethod) -> (Vec<Class>, ClassMethod) {
    let mut sorted: Vec<u64> = values.iter().copied().filter(|v| *v > 0).collect();
    sorted.sort_unstable();
    let (Some(least), Some(greatest)) = (sorted.first().copied(), sorted.last().copied()) else {
        return (Vec::new(), method);
    };
    let median = sorted[sorted.len() / 2];
    let method = match method {
        ClassMethod::Auto if greatest > median.saturating_mul(SKEWED) => ClassMethod::Logarithmic,
        ClassMethod::Auto => ClassMethod::Pretty,
        given => given,
    };
    // Where each class but the first begins.
    let starts = match method {
        ClassMethod::Quantiles => quantiles(&sorted, most),
        ClassMethod::Jenks => jenks(&sorted, most),
        ClassMethod::Logarithmic => logarithmic(least, greatest, most),
        ClassMethod::Auto | ClassMethod::Pretty => pretty(least, greatest, most),
    };
    let mut starts: Vec<u64> = starts.into_iter().filter(|s| *s > least && *s <= greatest).collect();
    starts.sort_unstable();
    starts.dedup();
    let froms: Vec<u64> = std::iter::once(least).chain(starts).collect();
    let tos = froms[1..].iter().map(|f| f - 1).chain([greatest]);
    let all = froms.iter().zip(tos).map(|(from, to)| Class { from: *from, to });
    (
        all.filter(|c| sorted[sorted.partition_point(|v| *v < c.from)..].first().is_some_and(|v| *v <= c.to)).collect(),
        method,
    )
}

fn quantiles(sorted: &[u64], most: usize) -> Vec<u64> {
    (1..most).map(|k| sorted[k * sorted.len() / most]).collect()
}

/// 1, 2, 5 times powers of ten, thinned out evenly to so many classes.
fn logarithmic(least: u64, greatest: u64, most: usize) -> Vec<u64> {
    let mut steps: Vec<u64> = Vec::new();
    let mut decade = 1_u64;
    loop {
        steps.extend([1, 2, 5].iter().filter_map(|m| decade.checked_mul(*m)).filter(|s| *s > least && *s <= greatest));
        match decade.checked_mul(10).filter(|d| *d <= greatest) {
            Some(next) => decade = next,
            None => break,
        }
    }
    if steps.len() < most {
        return steps;
    }
    // Every second step is about a factor of five, every third one a power of ten.
    let thinned = |every: usize, skipped: usize| {
        let mut kept: Vec<u64> = steps.iter().rev().skip(skipped).step_by(every).copied().collect();
        kept.reverse();
        kept
    };
    let ways = [2, 3, 6, 9, 12, 18].into_iter().flat_map(|every| (0..every).map(move |skipped| (every, skipped)));
    let ways = ways.map(|(every, skipped)| (every, thinned(every, skipped)));
    let round = |every: usize, kept: &[u64]| !every.is_multiple_of(3) || kept.iter().all(|n| is_power_of_ten(*n));
    let fitting = ways.filter(|(every, kept)| kept.len() < most && round(*every, kept)).map(|(_, kept)| kept);
    // Of those with most classes the one that begins highest.
    fitting.rev().max_by_key(Vec::len).unwrap_or_default()
}

fn is_power_of_ten(mut n: u64) -> bool {
    while n > 0 && n.is_multiple_of(10) {
        n /= 10;
    }
    n == 1
}

/// Equal steps of a round width.
fn pretty(least: u64, greatest: u64, most: usize) -> Vec<u64> {
    let mut decade = 1_u64;
    let step = loop {
        let fits = |m: u64| greatest / m - least / m < most as u64;
        if let Some(step) = [decade, 2 * decade, 5 * decade / 2, 5 * decade].into_iter().find(|m| *m > 0 && fits(*m)) {
            break step;
        }
        match decade.checked_mul(10) {
            Some(next) => decade = next,
            None => break greatest,
        }
    };
    (least / step + 1..=greatest / step).map(|k| k * step).collect()
}

/// Exact breaks of least squared deviation, by weighted distinct values.
fn jenks(sorted: &[u64], most: usize) -> Vec<u64> {
    let distinct = Distinct::of(sorted);
    let n = distinct.values.len();
    let classes = most.min(n);
    if classes < 2 {
        return Vec::new();
    }
    // cost[i]: least cost of the first i + 1 values in so many classes; last[k][i]: where the last of k + 1 classes begins.
    let mut cost: Vec<f64> = (0..n).map(|i| distinct.deviation(0, i)).collect();
    let mut last = vec![vec![0; n]];
    for k in 1..classes {
        let (mut next, mut starts) = (vec![f64::INFINITY; n], vec![0; n]);
        let mut ranges = vec![(k, n - 1, k, n - 1)];
        while let Some((from, to, low, high)) = ranges.pop() {
            let i = from + (to - from) / 2;
            for j in low.max(k)..=high.min(i) {
                let c = cost[j - 1] + distinct.deviation(j, i);
                if c < next[i] {
                    (next[i], starts[i]) = (c, j);
                }
            }
            if i > from {
                ranges.push((from, i - 1, low, starts[i]));
            }
            if i < to {
                ranges.push((i + 1, to, starts[i], high));
            }
        }
        cost = next;
        last.push(starts);
    }
    let mut breaks = Vec::new();
    let mut end = n - 1;
    for k in (1..classes).rev() {
        let start = last[k][end];
        breaks.push(distinct.values[start]);
        end = start - 1;
    }
    breaks
}

/// Distinct values with running sums of weights, values and squares, values counted from their mean so that nothing is lost.
struct Distinct {
    values: Vec<u64>,
    sums: Vec<(f64, f64, f64)>,
}

impl Distinct {
    fn of(sorted: &[u64]) -> Self {
        let mean = sorted.iter().map(|v| *v as f64).sum::<f64>() / sorted.len() as f64;
        let (mut values, mut sums) = (Vec::new(), vec![(0.0, 0.0, 0.0)]);
        for same in sorted.chunk_by(|a, b| a == b) {
            let (weight, x) = (same.len() as f64, same[0] as f64 - mean);
            let (w, s, q) = sums[sums.len() - 1];
            values.push(same[0]);
            sums.push((w + weight, s + weight * x, q + weight * x * x));
        }
        Self { values, sums }
    }

    /// Sum of squared deviations from the mean of the values from one to another.
    fn deviation(&self, from: usize, to: usize) -> f64 {
        let ((w0, s0, q0), (w1, s1, q1)) = (self.sums[from], self.sums[to + 1]);
        let (w, s, q) = (w1 - w0, s1 - s0, q1 - q0);
        q - s * s / w
    }
}

#[cfg(test)]
mod tests;
