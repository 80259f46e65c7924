//! The positions of a map's entries by the order of their keys: how large maps find theirs.

/// So many positions lie on one page before it is divided: an insertion never moves more.
const PAGE: usize = 256;

/// Positions by the order of their keys, in pages. It does not know the keys: whoever asks brings them.
#[derive(Clone, Debug, Default)]
pub(super) struct Order {
    /// None is empty.
    pages: Vec<Vec<u32>>,
}

/// The key at a position.
type KeyAt<'k> = &'k dyn Fn(usize) -> &'k str;

impl Order {
    pub(super) const fn new() -> Order {
        Order { pages: Vec::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// Orders the positions up to `count`.
    pub(super) fn fill(&mut self, count: usize, key: KeyAt<'_>) {
        (0..count).for_each(|at| self.insert(at, key));
    }

    /// The position of a key.
    pub(super) fn find(&self, name: &str, key: KeyAt<'_>) -> Option<usize> {
        let page = self.pages.get(self.page(name, key))?;
        let place = place(page, name, key);
        page.get(place).map(|at| *at as usize).filter(|at| key(*at) == name)
    }

    /// Adds a position whose key is not there yet.
    pub(super) fn insert(&mut self, at: usize, key: KeyAt<'_>) {
        let name = key(at);
        let number = self.page(name, key);
        let Some(page) = self.pages.get_mut(number) else { return self.pages.push(vec![at as u32]) };
        page.insert(place(page, name, key), at as u32);
        if page.len() > PAGE {
            let upper = page.split_off(PAGE / 2);
            self.pages.insert(number + 1, upper);
        }
    }

    /// The page on which a key lies or would lie: the last that begins with one no larger.
    fn page(&self, name: &str, key: KeyAt<'_>) -> usize {
        let begins_before = |page: &Vec<u32>| key(page[0] as usize) <= name;
        self.pages.partition_point(begins_before).saturating_sub(1)
    }
}

/// Where a key lies or would lie on a page.
fn place(page: &[u32], name: &str, key: KeyAt<'_>) -> usize {
    page.partition_point(|at| key(*at as usize) < name)
}
