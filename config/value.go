package config

import (
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const day = 24 * time.Hour

// parseDuration reads "24h", "90m", "30d" (« 30j » too), "0" and "off"; never less than nothing.
func parseDuration(s string) (time.Duration, bool) {
	s = strings.ToLower(s)
	if s == "off" || s == "0" {
		return 0, true
	}
	if n := len(s) - 1; n > 0 && (s[n] == 'd' || s[n] == 'j') {
		days, err := strconv.Atoi(s[:n])
		return time.Duration(days) * day, err == nil && days >= 0 && days <= 36500
	}
	d, err := time.ParseDuration(s)
	return d, err == nil && d >= 0
}

// formatDuration writes what parseDuration reads, in days where they are whole and several.
func formatDuration(d time.Duration) string {
	if d >= 2*day && d%day == 0 {
		return strconv.Itoa(int(d/day)) + "d"
	}
	if d == 0 {
		return "0"
	}
	s := d.String()
	s = strings.TrimSuffix(s, "0s")
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

// separates reports the signs between the parts of a list.
func separates(r rune) bool { return r == ',' || r == ' ' || r == ';' || r == '\n' }

// parseNetworks reads a list of networks (192.168.1.0/24) and single addresses.
func parseNetworks(s string) ([]netip.Prefix, bool) {
	var list []netip.Prefix
	for _, part := range strings.FieldsFunc(s, separates) {
		network, err := netip.ParsePrefix(part)
		if err != nil {
			address, err := netip.ParseAddr(part)
			if err != nil || address.Zone() != "" {
				return nil, false
			}
			network = netip.PrefixFrom(address, address.BitLen())
		}
		list = append(list, network)
	}
	return list, true
}

// formatNetworks writes what parseNetworks reads.
func formatNetworks(list []netip.Prefix) string {
	parts := make([]string, len(list))
	for i, network := range list {
		parts[i] = network.String()
	}
	return strings.Join(parts, ",")
}

func webAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.RawQuery == "" && u.Fragment == "" && u.User == nil
}

func listenAddress(s string) bool {
	_, port, err := net.SplitHostPort(s)
	if err != nil {
		return false
	}
	n, err := strconv.ParseUint(port, 10, 16)
	return err == nil && n > 0
}
