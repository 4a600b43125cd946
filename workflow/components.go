package workflow

// components finds what lies on common loops (R. Tarjan, Depth-first search, 1972). It returns the
// number of each node's component; edges lead from higher numbers to lower ones, or stay inside.
func components(n int, edges func(int) []int) []int {
	t := &tarjan{edges: edges, order: make([]int, n), low: make([]int, n), component: make([]int, n)}
	for i := range n {
		if t.order[i] == 0 {
			t.visit(i)
		}
	}
	return t.component
}

type tarjan struct {
	edges      func(int) []int
	order, low []int // order counts from 1, 0 = not visited
	component  []int
	stack      []int
	visits     int
	found      int
}

func (t *tarjan) visit(i int) {
	t.visits++
	t.order[i], t.low[i] = t.visits, t.visits
	t.component[i] = -1 // on the stack
	t.stack = append(t.stack, i)
	for _, j := range t.edges(i) {
		if t.order[j] == 0 {
			t.visit(j)
			t.low[i] = min(t.low[i], t.low[j])
		} else if t.component[j] < 0 {
			t.low[i] = min(t.low[i], t.order[j])
		}
	}
	if t.low[i] != t.order[i] {
		return
	}
	for {
		j := t.stack[len(t.stack)-1]
		t.stack = t.stack[:len(t.stack)-1]
		t.component[j] = t.found
		if j == i {
			break
		}
	}
	t.found++
}
