//! Independent work on all cores; the results come in the order of what was asked, whatever the number of threads.

use std::sync::atomic::{AtomicUsize, Ordering};

/// What `work` makes of each item, in their order.
pub fn in_order<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let some = || {
        let mut done = Vec::new();
        while let Some((index, item)) = {
            let index = next.fetch_add(1, Ordering::Relaxed);
            items.get(index).map(|item| (index, item))
        } {
            done.push((index, work(item)));
        }
        done
    };
    let others = std::thread::available_parallelism().map_or(1, usize::from).min(items.len()).saturating_sub(1);
    let mut done = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..others).map(|_| scope.spawn(some)).collect();
        let mut done = some();
        for thread in threads {
            match thread.join() {
                Ok(theirs) => done.extend(theirs),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|d| d.0);
    done.into_iter().map(|d| d.1).collect()
}

/// How many can work at the same time.
pub fn count() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Adds each item to one of the sums, side by side: which of them says nothing, so that only their total is meant.
pub fn fold<T: Sync, S: Send>(items: &[T], sums: &mut [S], add: impl Fn(&mut S, &T) + Sync) {
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for sum in sums.iter_mut().take(items.len()) {
            let (next, add) = (&next, &add);
            scope.spawn(move || {
                while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
                    add(sum, item);
                }
            });
        }
    });
}

/// Fills rows of `w` values on all cores; `fill` has a row's number and its values, each row is its own.
pub fn fill_rows<T: Send>(values: &mut [T], w: usize, fill: impl Fn(usize, &mut [T]) + Sync) {
    let rows = values.len() / w.max(1);
    let each = rows.div_ceil(std::thread::available_parallelism().map_or(1, usize::from)).max(1);
    std::thread::scope(|scope| {
        for (part, chunk) in values.chunks_mut((each * w).max(1)).enumerate() {
            let fill = &fill;
            scope.spawn(move || chunk.chunks_mut(w).enumerate().for_each(|(y, row)| fill(part * each + y, row)));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order() {
        let items: Vec<usize> = (0..1000).collect();
        let squares = in_order(&items, |i| {
            // The first ones take longest.
            let turns = if *i < 4 { 3_000_000 } else { 1 };
            assert!((0..turns).fold(*i, |sum, turn| std::hint::black_box(sum ^ turn)) < usize::MAX);
            i * i
        });
        assert!(squares.iter().enumerate().all(|(i, s)| *s == i * i) && squares.len() == 1000);
        assert!(in_order(&[], |_: &u8| 0).is_empty());
    }
}
