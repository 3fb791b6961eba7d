//go:build race

package bot_test

// raceDetector says that figures of speed mean nothing.
const raceDetector = true
