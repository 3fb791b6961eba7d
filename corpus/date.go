package corpus

import (
	"fmt"
	"strings"
	"time"
)

// Date is a day, a month or a year, each part of which can be unknown (0). It is never completed by guessing.
// Day without Month cannot be; Month and Day without Year can (« le 27 février »).
type Date struct{ Year, Month, Day int }

// ParseDate reads the EDTF subset that Propos writes: "2020-11-21", "2020-11", "2020", "XXXX-02-27", "XXXX-02"; "" is the unknown date.
// A full RFC 3339 time is accepted too and cut to its day. The error says what is wrong with the value.
func ParseDate(s string) (Date, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return Date{}, nil
	}
	if len(s) > 10 && (s[10] == 'T' || s[10] == ' ') {
		s = s[:10]
	}
	var d Date
	parts := strings.Split(s, "-")
	if len(parts) > 3 {
		return Date{}, fmt.Errorf("date %q is not YYYY, YYYY-MM or YYYY-MM-DD", s)
	}
	for i, part := range parts {
		n, ok := datePart(part, []int{4, 2, 2}[i])
		if !ok {
			return Date{}, fmt.Errorf("date %q is not YYYY, YYYY-MM or YYYY-MM-DD", s)
		}
		*[]*int{&d.Year, &d.Month, &d.Day}[i] = n
	}
	if err := d.Check(); err != nil {
		return Date{}, err
	}
	return d, nil
}

// datePart reads width digits, or width X for unknown (0).
func datePart(s string, width int) (int, bool) {
	if len(s) != width {
		return 0, false
	}
	if s == strings.Repeat("X", width) {
		return 0, true
	}
	n := 0
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, n > 0
}

// Check returns an error that names the fault when no such day exists in the calendar.
func (d Date) Check() error {
	switch {
	case d.Year < 0 || d.Year > 9999:
		return fmt.Errorf("year %d is not between 1 and 9999", d.Year)
	case d.Month < 0 || d.Month > 12:
		return fmt.Errorf("there is no month %d", d.Month)
	case d.Day < 0 || d.Day > 31, d.Day > 0 && d.Month == 0:
		return fmt.Errorf("there is no day %d of month %d", d.Day, d.Month)
	case d.Day > 0 && d.Day > daysIn(d.Year, d.Month):
		return fmt.Errorf("there is no day %d in month %d of year %d", d.Day, d.Month, d.Year)
	}
	return nil
}

func daysIn(year, month int) int {
	if year == 0 {
		year = 2000 // a leap year: 29 February of an unknown year can be
	}
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// DateOf returns the day of t in its own location.
func DateOf(t time.Time) Date { return Date{t.Year(), int(t.Month()), t.Day()} }

// IsZero reports whether nothing is known.
func (d Date) IsZero() bool { return d == Date{} }

// String returns the date as ParseDate reads it; "" when nothing is known.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	year := "XXXX"
	if d.Year > 0 {
		year = fmt.Sprintf("%04d", d.Year)
	}
	switch {
	case d.Month == 0:
		return year
	case d.Day == 0:
		return fmt.Sprintf("%s-%02d", year, d.Month)
	}
	return fmt.Sprintf("%s-%02d-%02d", year, d.Month, d.Day)
}

// MarshalText writes the EDTF form.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the EDTF form.
func (d *Date) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDate(string(text))
	return err
}

// First returns the first day that the date can mean, and Last the last; both are zero when the year is unknown.
func (d Date) First() Date {
	if d.Year == 0 {
		return Date{}
	}
	return Date{d.Year, max(d.Month, 1), max(d.Day, 1)}
}

// Last returns the last day that the date can mean; zero when the year is unknown.
func (d Date) Last() Date {
	if d.Year == 0 {
		return Date{}
	}
	l := d
	if l.Month == 0 {
		l.Month = 12
	}
	if l.Day == 0 {
		l.Day = daysIn(l.Year, l.Month)
	}
	return l
}

// Compare orders dates by year, month and day; an unknown part comes before every known one.
func (d Date) Compare(o Date) int {
	for _, c := range [][2]int{{d.Year, o.Year}, {d.Month, o.Month}, {d.Day, o.Day}} {
		if c[0] != c[1] {
			if c[0] < c[1] {
				return -1
			}
			return 1
		}
	}
	return 0
}

// Period is a range of days, both ends included. A zero From or To leaves that side open; the zero Period is all time.
type Period struct{ From, To Date }

// IsZero reports whether the period is all time.
func (p Period) IsZero() bool { return p == Period{} }

// Holds reports whether the date can lie in the period: some day that it can mean is in it.
// A date without a year is never held, except by all time.
func (p Period) Holds(d Date) bool {
	if p.IsZero() {
		return true
	}
	if d.Year == 0 {
		return false
	}
	return (p.From.Year == 0 || d.Last().Compare(p.From.First()) >= 0) &&
		(p.To.Year == 0 || d.First().Compare(p.To.Last()) <= 0)
}
