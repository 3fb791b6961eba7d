package intake

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// NormalURL returns a web address in the form by which two addresses of one page are recognised: http or https, host in
// lower case without the scheme's own port, no fragment, no user, no trailing slash, and no parameter that only
// tells where the reader came from. Other parameters keep their order. Anything else is an error.
func NormalURL(s string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil {
		return "", fmt.Errorf("address: %w", errors.Unwrap(err))
	}
	u.Scheme = strings.ToLower(u.Scheme)
	host := strings.ToLower(strings.TrimRight(u.Hostname(), "."))
	if u.Scheme != "http" && u.Scheme != "https" || host == "" || len(s) > 2000 {
		return "", fmt.Errorf("%.60q is not a web address", s)
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if port := u.Port(); port != "" && !(u.Scheme == "http" && port == "80") && !(u.Scheme == "https" && port == "443") {
		host += ":" + port
	}
	u.Host, u.User, u.Fragment, u.RawFragment, u.ForceQuery = host, nil, "", "", false
	u.RawQuery = ownParameters(u.RawQuery)
	u.Path = strings.TrimRight(u.Path, "/")
	u.RawPath = strings.TrimRight(u.RawPath, "/")
	return u.String(), nil
}

// Host names the site of a web address, for people and as a key: the server's name without "www."; "" when there is none.
func Host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// ownParameters drops the parameters that tell of campaigns and clicks.
func ownParameters(query string) string {
	if query == "" {
		return ""
	}
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(part, "=")
		if part != "" && !tracking(strings.ToLower(name)) {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}

// tracking reports the names of parameters that newspapers, networks and mailings add to a link.
func tracking(name string) bool {
	switch name {
	case "fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "xtor", "xtref", "at_medium", "at_campaign", "at_custom1", "at_custom2", "at_custom3", "at_custom4",
		"ref", "ref_src", "ref_url", "origine", "cmpid", "cmp", "ns_source", "ns_mchannel", "ns_campaign", "ns_linkname", "ns_fee", "sharetype", "smid", "smtyp", "wt_mc", "wt.mc_id", "spm", "_ga", "gs_lcp", "amp":
		return true
	}
	return strings.HasPrefix(name, "utm_") || strings.HasPrefix(name, "pk_") || strings.HasPrefix(name, "mtm_") || strings.HasPrefix(name, "hsa_")
}
