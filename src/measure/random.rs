//! SplitMix64: numbers that look random and are the same for the same seed on every machine
//! (G. L. Steele, D. Lea, C. H. Flood, Fast splittable pseudorandom number generators, OOPSLA 2014).

/// The generator. It is for samples and resampling, never for secrets.
#[derive(Clone, Debug)]
pub struct SplitMix64(u64);

impl SplitMix64 {
    /// The generator with this seed.
    pub fn new(seed: u64) -> Self {
        SplitMix64(seed)
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// A number below `bound`, each as likely as another; 0 when the bound is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = bound as u64;
        if bound == 0 {
            return 0;
        }
        // The last, incomplete run of numbers would favour the small ones.
        let most = u64::MAX - u64::MAX % bound;
        loop {
            let bits = self.next_u64();
            if bits < most {
                return (bits % bound) as usize;
            }
        }
    }

    /// `most` different numbers below `all`, or all of them, in rising order. Each choice is as likely as
    /// another.
    pub fn choose(&mut self, most: usize, all: usize) -> Vec<usize> {
        let mut numbers: Vec<usize> = (0..all).collect();
        let most = most.min(all);
        for index in 0..most {
            let other = index + self.below(all - index);
            numbers.swap(index, other);
        }
        numbers.truncate(most);
        numbers.sort_unstable();
        numbers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers that the authors' code gives for this seed.
    #[test]
    fn the_published_numbers_come_out() {
        let mut random = SplitMix64::new(1_234_567);
        let found: Vec<u64> = (0..5).map(|_| random.next_u64()).collect();
        assert_eq!(
            found,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423,
                4_593_380_528_125_082_431,
                16_408_922_859_458_223_821,
            ]
        );
    }

    #[test]
    fn a_choice_has_no_repeats_and_is_the_same_again() {
        let choose = |seed, most, all| SplitMix64::new(seed).choose(most, all);
        assert_eq!(choose(1, 5, 3), [0, 1, 2]);
        assert_eq!(choose(1, 0, 3), [0_usize; 0]);
        let found = choose(1, 10, 100);
        assert!(found.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(found, choose(1, 10, 100));
        assert_ne!(found, choose(2, 10, 100));
    }

    #[test]
    fn every_number_is_about_as_likely() {
        let mut random = SplitMix64::new(1);
        let mut seen = [0_u32; 7];
        for _ in 0..7000 {
            seen[random.below(7)] += 1;
        }
        assert!(
            seen.iter().all(|count| (900..1100).contains(count)),
            "{seen:?}"
        );
        assert_eq!(random.below(0), 0);
    }
}
