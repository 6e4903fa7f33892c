//! Seeded chance (splitmix64) for what people, shops and the power do in a simulated run.

use std::ops::RangeInclusive;

#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// The same seed and topic always give the same throws; topics do not share theirs.
    pub fn new(seed: u64, topic: &str) -> Self {
        let keyed = topic.bytes().fold(mix(seed), |state, byte| mix(state ^ u64::from(byte)));
        Self(keyed)
    }

    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number of the range; its start when the range is empty.
    pub fn within(&mut self, range: RangeInclusive<u64>) -> u64 {
        let width = range.end().saturating_sub(*range.start()).saturating_add(1);
        range.start() + self.throw() % width
    }

    pub fn count(&mut self, range: RangeInclusive<usize>) -> usize {
        let wide = |n: &usize| u64::try_from(*n).unwrap_or(u64::MAX);
        usize::try_from(self.within(wide(range.start())..=wide(range.end()))).unwrap_or(*range.start())
    }

    pub fn percent(&mut self, chance: u64) -> bool {
        self.within(0..=99) < chance
    }

    /// One of the list; `None` only for an empty one.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        (!list.is_empty()).then(|| &list[self.count(0..=list.len() - 1)])
    }
}

fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_throws_the_same() {
        let throws = |seed| {
            let mut dice = Dice::new(seed, "people");
            (0..20).map(|_| dice.within(0..=99)).collect::<Vec<_>>()
        };
        assert_eq!(throws(7), throws(7));
        assert_ne!(throws(7), throws(8));
    }
}
