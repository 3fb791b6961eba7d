package eval

import (
	"math"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// Choice is one question for the ranking model: the features of its candidates, and which of them are right.
type Choice struct {
	Features [][]float64
	Right    []bool
}

// FitChoices fits a conditional logit: the weights w that minimise −Σ log P(right) + l2/2·|w|², where P is the softmax of w·f
// over a question's candidates. Questions without a right candidate teach nothing and are left out.
// The method is Newton's, with the step halved until the loss falls.
func FitChoices(choices []Choice, features int, l2 float64) []float64 {
	return newton(features, func(w []float64, grad []float64, hess [][]float64) float64 {
		loss := penalty(w, l2, grad, hess, features)
		for _, c := range choices {
			loss += c.add(w, grad, hess)
		}
		return loss
	})
}

// add adds the choice's loss, gradient and curvature.
func (c Choice) add(w, grad []float64, hess [][]float64) float64 {
	p := softmax(c.Features, w)
	right := 0.0
	for i, ok := range c.Right {
		if ok {
			right += p[i]
		}
	}
	if right == 0 {
		return 0
	}
	mean := make([]float64, len(w))
	for i, f := range c.Features {
		q := p[i]
		if c.Right[i] {
			q -= p[i] / right
		}
		for a := range f {
			grad[a] += q * f[a]
			mean[a] += p[i] * f[a]
		}
	}
	if hess != nil {
		c.curve(p, mean, hess)
	}
	return -math.Log(right)
}

// curve adds the covariance of the features under p: the exact Hessian for one right candidate, a bound for several.
func (c Choice) curve(p, mean []float64, hess [][]float64) {
	for i, f := range c.Features {
		if p[i] < 1e-9 {
			continue
		}
		for a := range f {
			da := p[i] * (f[a] - mean[a])
			for b := 0; b <= a; b++ {
				hess[a][b] += da * (f[b] - mean[b])
			}
		}
	}
}

// softmax is the probability of each candidate.
func softmax(features [][]float64, w []float64) []float64 {
	p := make([]float64, len(features))
	top := math.Inf(-1)
	for i, f := range features {
		p[i] = dot(f, w)
		top = max(top, p[i])
	}
	sum := 0.0
	for i := range p {
		p[i] = math.Exp(p[i] - top)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

// Case is one decision for the refusing model: its features, whether answering was right, and how much it counts.
type Case struct {
	Features []float64
	Right    bool
	Weight   float64
}

// FitCases fits a logistic regression with an intercept, which is the last weight and is not penalised.
func FitCases(cases []Case, features int, l2 float64) []float64 {
	row := make([]float64, features+1)
	return newton(features+1, func(w, grad []float64, hess [][]float64) float64 {
		loss := penalty(w, l2, grad, hess, features)
		for _, c := range cases {
			copy(row, c.Features)
			row[features] = 1
			loss += c.add(w, row, grad, hess)
		}
		return loss
	})
}

func (c Case) add(w, row, grad []float64, hess [][]float64) float64 {
	z := dot(row, w)
	p := Sigmoid(z)
	sign, miss := 1.0, p
	if c.Right {
		sign, miss = -1, p-1
	}
	for a := range row {
		grad[a] += c.Weight * miss * row[a]
		if hess == nil {
			continue
		}
		for b := 0; b <= a; b++ {
			hess[a][b] += c.Weight * p * (1 - p) * row[a] * row[b]
		}
	}
	return c.Weight * (math.Log1p(math.Exp(-math.Abs(z))) + max(sign*z, 0))
}

// Sigmoid is the logistic function.
func Sigmoid(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

// penalty starts gradient and curvature with the ridge on the first n weights.
func penalty(w []float64, l2 float64, grad []float64, hess [][]float64, n int) float64 {
	loss := 0.0
	for a := range w {
		grad[a] = 0
		if hess != nil {
			clear(hess[a])
			hess[a][a] = 1e-6
		}
		if a < n {
			grad[a] = l2 * w[a]
			loss += l2 / 2 * w[a] * w[a]
			if hess != nil {
				hess[a][a] += l2
			}
		}
	}
	return loss
}

// newton minimises a convex function of n weights. The function fills the gradient and, when it is not nil,
// the lower triangle of the Hessian, and returns the loss.
func newton(n int, f func(w, grad []float64, hess [][]float64) float64) []float64 {
	w, grad := make([]float64, n), make([]float64, n)
	hess := make([][]float64, n)
	for a := range hess {
		hess[a] = make([]float64, n)
	}
	for range 50 {
		loss := f(w, grad, hess)
		step := solve(hess, grad)
		next, scale := make([]float64, n), 1.0
		for range 30 {
			for a := range w {
				next[a] = w[a] - scale*step[a]
			}
			if f(next, make([]float64, n), nil) <= loss {
				break
			}
			scale /= 2
		}
		gain := loss - f(next, grad, nil)
		copy(w, next)
		if gain < 1e-7*(1+math.Abs(loss)) {
			break
		}
	}
	return w
}

// solve returns x with h·x = g for a symmetric positive definite h given by its lower triangle (Cholesky).
func solve(h [][]float64, g []float64) []float64 {
	n := len(g)
	l := make([][]float64, n)
	for i := range l {
		l[i] = make([]float64, n)
		for j := 0; j <= i; j++ {
			s := h[i][j]
			for k := range j {
				s -= l[i][k] * l[j][k]
			}
			if i == j {
				l[i][i] = math.Sqrt(max(s, 1e-12))
			} else {
				l[i][j] = s / l[j][j]
			}
		}
	}
	x := append([]float64(nil), g...)
	for i := range n {
		for k := range i {
			x[i] -= l[i][k] * x[k]
		}
		x[i] /= l[i][i]
	}
	for i := n - 1; i >= 0; i-- {
		for k := i + 1; k < n; k++ {
			x[i] -= l[k][i] * x[k]
		}
		x[i] /= l[i][i]
	}
	return x
}

func dot(a, b []float64) float64 {
	s := 0.0
	for i := range a {
		s += a[i] * b[i]
	}
	return s
}

// parallel calls do with the numbers from 0 to n-1, on every processor.
func parallel(n int, do func(i int)) {
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range n {
		g.Go(func() error { do(i); return nil })
	}
	_ = g.Wait()
}
