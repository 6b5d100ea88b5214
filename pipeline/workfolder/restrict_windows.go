package workfolder

import (
	"fmt"
	"io/fs"
	"slices"
	"unsafe"

	"golang.org/x/sys/windows"
)

// closed is the access list of a work folder: its owner, the system and the
// administrators have all rights, also on what will stand in it, and nobody else has
// any, whatever the folder above says.
const closed = "D:P(A;OICI;FA;;;%s)(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)"

// me is the account that runs the program.
func me() (*windows.SID, error) {
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return nil, fmt.Errorf("find who runs the program: %w", err)
	}
	return user.User.Sid, nil
}

// ours tells whether a file is of the account that runs the program, or of the
// administrators: what one of them makes is of them all.
func ours(path string, _ fs.FileInfo) bool {
	about, err := windows.GetNamedSecurityInfo(path, windows.SE_FILE_OBJECT, windows.OWNER_SECURITY_INFORMATION)
	if err != nil {
		return true // a disk without owners
	}
	owner, _, err := about.Owner()
	sid, known := me()
	return err != nil || known != nil || owner == nil || owner.Equals(sid) || owner.IsWellKnown(windows.WinBuiltinAdministratorsSid)
}

// isOpen tells whether a folder has another access list than closeFolder gives it.
func isOpen(path string, _ fs.FileInfo) bool {
	about, err := windows.GetNamedSecurityInfo(path, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION)
	if err != nil {
		return true
	}
	acl, _, err := about.DACL()
	sid, known := me()
	if err != nil || known != nil || acl == nil {
		return true
	}
	allowed := []*windows.SID{sid}
	for _, kind := range []windows.WELL_KNOWN_SID_TYPE{windows.WinLocalSystemSid, windows.WinBuiltinAdministratorsSid} {
		if known, err := windows.CreateWellKnownSid(kind); err == nil {
			allowed = append(allowed, known)
		}
	}
	for i := range uint32(acl.AceCount) {
		var ace *windows.ACCESS_ALLOWED_ACE
		if err := windows.GetAce(acl, i, &ace); err != nil {
			return true
		}
		who := (*windows.SID)(unsafe.Pointer(&ace.SidStart)) // where Windows says that it begins
		if ace.Header.AceType == windows.ACCESS_ALLOWED_ACE_TYPE && !slices.ContainsFunc(allowed, who.Equals) {
			return true
		}
	}
	return false
}

// closeFolder gives a folder an access list of its own.
func closeFolder(path string) error {
	sid, err := me()
	if err != nil {
		return err
	}
	about, err := windows.SecurityDescriptorFromString(fmt.Sprintf(closed, sid))
	if err != nil {
		return fmt.Errorf("make access list: %w", err)
	}
	acl, _, err := about.DACL()
	if err != nil {
		return fmt.Errorf("make access list: %w", err)
	}
	return windows.SetNamedSecurityInfo(path, windows.SE_FILE_OBJECT,
		windows.DACL_SECURITY_INFORMATION|windows.PROTECTED_DACL_SECURITY_INFORMATION, nil, nil, acl, nil)
}
