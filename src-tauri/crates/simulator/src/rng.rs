//! Seeded chance (splitmix64). Decisions are drawn from generators keyed by what they are about, so that the order in
//! which calls arrive does not change them.

use std::ops::RangeInclusive;

#[derive(Debug, Clone)]
pub(crate) struct Rng(u64);

impl Rng {
    #[cfg(test)]
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A generator for one subject: the same seed, topic and key always give the same draws.
    pub(crate) fn keyed(seed: u64, topic: &str, key: u64) -> Self {
        let mut state = seed ^ 0x51_7c_c1_b7_27_22_0a_95;
        for byte in topic.bytes() {
            state = mix(state ^ u64::from(byte));
        }
        Self(mix(state ^ mix(key)))
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// 0 to `end` - 1; 0 for an empty range.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        match end {
            0 => 0,
            _ => self.next() % end,
        }
    }

    pub(crate) fn index(&mut self, len: usize) -> usize {
        usize::try_from(self.below(len as u64)).unwrap_or(0)
    }

    pub(crate) fn within(&mut self, range: &RangeInclusive<u64>) -> u64 {
        let width = range.end().saturating_sub(*range.start());
        range.start() + self.below(width.saturating_add(1))
    }

    pub(crate) fn percent(&mut self, chance: u64) -> bool {
        self.below(100) < chance
    }

    /// True with the given probability (0.0 to 1.0).
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        let unit = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        unit < probability
    }

    /// One of the list; `None` only for an empty list.
    pub(crate) fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        list.get(self.index(list.len()))
    }

    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for n in (1..list.len()).rev() {
            list.swap(n, self.index(n + 1));
        }
    }

    pub(crate) fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + self.below(10) as u8)).collect()
    }

    /// A version 4 UUID as text.
    pub(crate) fn uuid(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        format!(
            "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xffff,
            high & 0xfff,
            0x8000 | ((low >> 48) & 0x3fff),
            low & 0xffff_ffff_ffff
        )
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
    fn the_same_seed_and_subject_draw_the_same() {
        let draw = |seed, topic| Rng::keyed(seed, topic, 7).uuid();
        assert_eq!(draw(1, "parcel"), draw(1, "parcel"), "runs must be repeatable");
        assert_ne!(draw(1, "parcel"), draw(2, "parcel"), "another seed is another world");
        assert_ne!(draw(1, "parcel"), draw(1, "order"), "subjects do not share their draws");
    }

    #[test]
    fn ranges_are_kept() {
        let mut rng = Rng::new(3);
        assert!((0..1000).all(|_| (5..=9).contains(&rng.within(&(5..=9)))), "within stays within");
        assert_eq!(rng.within(&(4..=4)), 4);
        assert_eq!(rng.index(0), 0, "an empty list does not end the run");
    }
}
