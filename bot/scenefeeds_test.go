package bot_test

import (
	"fmt"
	"os"
	"path/filepath"
)

// attached makes the file that the bot sent apart a file of the script.
func (s *scene) attached(args []string) error {
	files := s.it.Followup(0).Files()
	if len(files) != 1 {
		return fmt.Errorf("%d files", len(files))
	}
	return os.WriteFile(filepath.Join(s.work, args[0]), files[0].Bytes, 0o600)
}
