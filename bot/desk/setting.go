package desk

// Keys of a collection's settings, beside SettingFeeds and SettingOrigin. What was never set is the product's default;
// phrase.SettingName names them.
const (
	SettingPublic   = "public_channels"  // []string: ids of channels where answers are for everybody
	SettingLabels   = "source_labels"    // map[string]string: what to show beside a source
	SettingRequests = "article_requests" // bool: whether members may hand unanswered questions over; true when not set
	SettingNotices  = "notice_channel"   // string: id of the channel that is told when something waits for moderators; "" for none
)
