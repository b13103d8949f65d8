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
