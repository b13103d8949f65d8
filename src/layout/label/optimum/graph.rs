//! The conflict graph: a vertex is a candidate with its weight, an edge joins two candidates that cannot both be taken.
//!
//! Neighbours are kept as sorted lists: label graphs are sparse once dominated candidates are gone, and a sorted list
//! answers "adjacent?" in a few comparisons.

/// What taking a candidate is worth. Wide enough that a class of labels outweighs all lesser ones together.
pub type Weight = i128;

/// An undirected graph with weights; no loops, no double edges.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// Weight of each vertex, positive.
    pub weight: Vec<Weight>,
    /// Sorted neighbours of each vertex.
    pub neighbours: Vec<Vec<u32>>,
}

impl Graph {
    /// Vertices without edges.
    pub fn with_weights(weight: Vec<Weight>) -> Self {
        let neighbours = vec![Vec::new(); weight.len()];
        Self { weight, neighbours }
    }

    /// A graph from edges in any order, each given once or more, in either direction.
    pub fn from_edges(weight: Vec<Weight>, edges: &[(u32, u32)]) -> Self {
        let mut graph = Self::with_weights(weight);
        for &(a, b) in edges {
            graph.neighbours[a as usize].push(b);
            graph.neighbours[b as usize].push(a);
        }
        for list in &mut graph.neighbours {
            list.sort_unstable();
            list.dedup();
        }
        graph
    }

    /// Number of vertices.
    pub fn len(&self) -> usize {
        self.weight.len()
    }

    /// Is there no vertex?
    pub fn is_empty(&self) -> bool {
        self.weight.is_empty()
    }

    /// Number of edges.
    pub fn edges(&self) -> usize {
        self.neighbours.iter().map(Vec::len).sum::<usize>() / 2
    }

    /// Are two vertices joined?
    pub fn joined(&self, a: u32, b: u32) -> bool {
        self.neighbours[a as usize].binary_search(&b).is_ok()
    }

    /// Sum of the weights of some vertices.
    pub fn total(&self, vertices: &[u32]) -> Weight {
        vertices.iter().map(|&v| self.weight[v as usize]).sum()
    }

    /// The part of the graph on `vertices`, numbered in their order; `index` is a scratch table of this graph's length,
    /// all `u32::MAX`, and is left so.
    pub fn part(&self, vertices: &[u32], index: &mut [u32]) -> Self {
        for (new, &old) in vertices.iter().enumerate() {
            index[old as usize] = new as u32;
        }
        let in_order = vertices.is_sorted();
        let neighbours = vertices
            .iter()
            .map(|&old| {
                let all = self.neighbours[old as usize].iter().map(|&n| index[n as usize]);
                let mut kept: Vec<u32> = all.filter(|&n| n != u32::MAX).collect();
                if !in_order {
                    kept.sort_unstable();
                }
                kept
            })
            .collect();
        let weight = vertices.iter().map(|&v| self.weight[v as usize]).collect();
        for &old in vertices {
            index[old as usize] = u32::MAX;
        }
        Self { weight, neighbours }
    }

    /// Connected components, each with its vertices in order.
    pub fn components(&self) -> Vec<Vec<u32>> {
        let mut seen = vec![false; self.len()];
        let mut all = Vec::new();
        for start in 0..self.len() {
            if seen[start] {
                continue;
            }
            seen[start] = true;
            let mut part = vec![start as u32];
            let mut next = 0;
            while next < part.len() {
                for &n in &self.neighbours[part[next] as usize] {
                    if !std::mem::replace(&mut seen[n as usize], true) {
                        part.push(n);
                    }
                }
                next += 1;
            }
            part.sort_unstable();
            all.push(part);
        }
        all
    }

    /// An upper bound of the best set: the graph is covered by cliques, of each of which one vertex at most is taken
    /// (greedily, the heaviest vertices first, so that a clique weighs what its first vertex weighs).
    pub fn clique_bound(&self) -> Weight {
        let mut order: Vec<u32> = (0..self.len() as u32).collect();
        order.sort_by_key(|&v| (std::cmp::Reverse(self.weight[v as usize]), self.neighbours[v as usize].len()));
        let mut clique_of = vec![u32::MAX; self.len()];
        let mut size: Vec<u32> = Vec::new();
        let mut touched: Vec<(u32, u32)> = Vec::new();
        let mut bound = 0;
        for v in order {
            touched.clear();
            touched.extend(self.neighbours[v as usize].iter().map(|&n| (clique_of[n as usize], 1)));
            touched.retain(|&(c, _)| c != u32::MAX);
            touched.sort_unstable();
            // The largest clique of which every member is a neighbour.
            let runs = touched.chunk_by(|a, b| a.0 == b.0).map(|run| (run[0].0, run.len() as u32));
            let joinable = runs.filter(|&(c, count)| size[c as usize] == count).max_by_key(|&(c, count)| (count, c));
            match joinable {
                Some((clique, _)) => {
                    clique_of[v as usize] = clique;
                    size[clique as usize] += 1;
                }
                None => {
                    clique_of[v as usize] = size.len() as u32;
                    size.push(1);
                    bound += self.weight[v as usize];
                }
            }
        }
        bound
    }
}
