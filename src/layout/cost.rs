//! What a line costs: the taste of the engine, in numbers.
//!
//! Costs are compared only with one another, so each is said in terms of the others: what one would
//! rather have.

/// What lines cost. Slack is the cells by which a line is shorter than the measure.
pub trait Cost {
    /// A line with this slack and this many gaps.
    fn line(&self, slack: u32, gaps: u32) -> u64;

    /// Whether such a line, and any that begins later, need not be tried where there is another way. What
    /// is hopeless becomes hopeful only by growing.
    fn is_hopeless(&self, slack: u32, gaps: u32) -> bool;

    /// A line that is too long by `cells`. Only a cluster wider than the measure makes one.
    fn overflow(&self, cells: u32) -> u64;

    /// What it costs more that a line ends in a hyphen after a row of `before` lines that do, as far as rows
    /// are told apart.
    fn hyphen(&self, before: u32) -> u64;

    /// The same for a hyphen that the text has.
    fn compound(&self, before: u32) -> u64;

    /// The last line of a paragraph.
    fn last_line(&self, line: LastLine) -> u64;
}

/// A last line.
#[derive(Clone, Copy, Debug)]
pub struct LastLine {
    /// Its cells.
    pub length: u32,
    /// Whether it is a single fragment.
    pub is_single: bool,
    /// How many lines in a row before it end in a hyphen.
    pub hyphens: u32,
    /// Whether it is the first line too.
    pub is_only: bool,
}

/// The costs of textwrap's optimal fit, which found them to work well where gaps are counted in cells.
/// With them the lines cost what textwrap's do, which a test holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Penalties {
    /// Every line, so that no more are made than needed; far above any gap, but not above two.
    pub line: u64,
    /// A cell by which a line is too long.
    pub overflow: u64,
    /// A last line of a single fragment shorter than a quarter of the measure.
    pub short_last_line: u64,
    /// A line that ends in a hyphen.
    pub hyphen: u64,
    /// The measure, in cells.
    pub width: u32,
}

impl Penalties {
    /// textwrap's own, for lines of `width` cells.
    pub const fn textwrap(width: u32) -> Self {
        Self {
            line: LINE,
            overflow: OVERFLOW,
            short_last_line: 25,
            hyphen: 25,
            width,
        }
    }
}

const LINE: u64 = 1000;
const OVERFLOW: u64 = 50 * 50;

impl Cost for Penalties {
    fn line(&self, slack: u32, _: u32) -> u64 {
        self.line + square(slack)
    }
    fn is_hopeless(&self, _: u32, _: u32) -> bool {
        false
    }
    fn overflow(&self, cells: u32) -> u64 {
        self.line + u64::from(cells) * self.overflow
    }
    fn hyphen(&self, _: u32) -> u64 {
        self.hyphen
    }
    fn compound(&self, _: u32) -> u64 {
        0
    }
    fn last_line(&self, line: LastLine) -> u64 {
        let is_short = line.is_single && line.length < self.width.div_ceil(4);
        self.line + if is_short { self.short_last_line } else { 0 }
    }
}

fn square(n: u32) -> u64 {
    u64::from(n) * u64::from(n)
}

/// A last line shorter than this is a runt, for lines of `width` cells: five cells, which hardly reach
/// past the indent of the paragraph that follows; less where lines are short themselves.
pub const fn runt(width: u32) -> u32 {
    let eighth = width / 8;
    if eighth < 5 { eighth } else { 5 }
}

/// The longest row of lines that end in hyphens (The Chicago Manual of Style, 2.112, allows three; two
/// where it can be had).
pub(super) const LONGEST_LADDER: u32 = 2;

/// What a hyphen costs after `before` others in a row, of what the first, one more and one too many cost.
fn ladder([first, more, too_many]: [u64; 3], before: u32) -> u64 {
    match before {
        0 => first,
        before if before < LONGEST_LADDER => more,
        _ => too_many,
    }
}

/// Ragged lines: textwrap's costs, and what it does not know of.
#[derive(Clone, Copy, Debug)]
pub struct Ragged {
    /// The measure, in cells.
    pub width: u32,
}

impl Ragged {
    /// A runt costs more than a line does, so that the paragraph would rather be a line longer.
    const RUNT: u64 = 1500;
    /// A hyphen is worth it if it saves the slack of eight cells; a paragraph is set with hyphens only if it
    /// has a worse one without.
    const HYPHEN: u64 = 64;
    /// A second hyphen below another.
    const LADDER: u64 = 250;
    /// A third, or one more: rather anything but a line that is too long.
    const TOO_MANY: u64 = OVERFLOW - 1;
}

impl Cost for Ragged {
    fn line(&self, slack: u32, _: u32) -> u64 {
        LINE + square(slack)
    }
    fn is_hopeless(&self, slack: u32, _: u32) -> bool {
        // A line that is not two thirds full, unless lines are so short that one long word empties them.
        slack > (self.width / 3).max(16)
    }
    fn overflow(&self, cells: u32) -> u64 {
        LINE + u64::from(cells) * OVERFLOW
    }
    fn hyphen(&self, before: u32) -> u64 {
        ladder([Self::HYPHEN, Self::LADDER, Self::TOO_MANY], before)
    }
    fn compound(&self, before: u32) -> u64 {
        ladder([0, Self::HYPHEN, Self::TOO_MANY], before)
    }
    fn last_line(&self, line: LastLine) -> u64 {
        let is_runt = line.length < runt(self.width) && !line.is_only;
        // Half a word on the last line.
        let is_divided = line.hyphens > 0;
        LINE + u64::from(is_runt) * Self::RUNT + u64::from(is_divided) * Self::LADDER
    }
}

/// Justified lines: what counts is how far the gaps are widened.
#[derive(Clone, Copy, Debug)]
pub struct Justified {
    /// The measure, in cells.
    pub width: u32,
}

impl Justified {
    /// A line whose every gap is a cell wider than a blank costs this for each of its gaps. Spread
    /// evenly, cells cost their square by gaps.
    const STRETCH: u64 = 100;
    /// A line with a gap of three cells or more, over and above. It is seen at once.
    const WIDE: u64 = 3000;
    /// A line that would be torn is left ragged: worse than anything else.
    const TORN: u64 = 30_000;
    /// A hyphen: worth it if the line would else have to take in some five cells more.
    const HYPHEN: u64 = 500;
    /// A second hyphen below another: rather a gap too wide.
    const LADDER: u64 = 4000;
    /// A third, or one more: rather anything but a line that is torn.
    const TOO_MANY: u64 = Self::TORN - 1;
    /// The last line but one ends in a hyphen.
    const DIVIDED: u64 = 1500;
    const RUNT: u64 = 8000;
    /// A line more, all else being equal.
    const LINE: u64 = 100;

    /// A gap is widened by at most so many cells.
    pub const WIDEST: u32 = 2;

    /// Whether a line with this slack and these gaps would be torn.
    pub const fn is_torn(slack: u32, gaps: u32) -> bool {
        slack > gaps * Self::WIDEST
    }
}

impl Cost for Justified {
    fn line(&self, slack: u32, gaps: u32) -> u64 {
        if Self::is_torn(slack, gaps) {
            return Self::LINE + Self::TORN + square(slack) * Self::STRETCH;
        }
        let wide = if slack > gaps { Self::WIDE } else { 0 };
        Self::LINE + wide + divided(square(slack) * Self::STRETCH, gaps)
    }
    fn is_hopeless(&self, slack: u32, gaps: u32) -> bool {
        Self::is_torn(slack, gaps)
    }
    fn overflow(&self, cells: u32) -> u64 {
        Self::LINE + Self::TORN * u64::from(cells)
    }
    fn hyphen(&self, before: u32) -> u64 {
        ladder([Self::HYPHEN, Self::LADDER, Self::TOO_MANY], before)
    }
    fn compound(&self, before: u32) -> u64 {
        ladder([0, Self::HYPHEN, Self::TOO_MANY], before)
    }
    fn last_line(&self, line: LastLine) -> u64 {
        let is_runt = line.length < runt(self.width) && !line.is_only;
        let is_divided = line.hyphens > 0;
        Self::LINE + u64::from(is_runt) * Self::RUNT + u64::from(is_divided) * Self::DIVIDED
    }
}

/// Gaps up to which a division is looked up.
const MOST_GAPS: usize = 128;

/// 2¹⁶ by each number of gaps.
const RECIPROCALS: [u64; MOST_GAPS] = {
    let mut table = [0; MOST_GAPS];
    let mut gaps = 1;
    while gaps < MOST_GAPS {
        table[gaps] = (1 << 16) / gaps as u64;
        gaps += 1;
    }
    table
};

/// `n / gaps`, to the nearest hundredth or so, without dividing: this is asked for every line that could
/// be. Nothing by nothing is nothing.
fn divided(n: u64, gaps: u32) -> u64 {
    match RECIPROCALS.get(gaps as usize) {
        Some(reciprocal) => (n * reciprocal) >> 16,
        None => n / u64::from(gaps),
    }
}
