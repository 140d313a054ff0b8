"""KnownErrors in the guard's language, by code. A code without words here shows the error's own English."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.errors import KnownError
from ui.text import gate_problems

translate = QCoreApplication.translate


def error_words(error: KnownError) -> tuple[str, str, str]:
    """Title, message and next step."""
    match error.code:
        case "disk_full":
            return (
                translate("Error", "The disk of this PC is full"),
                translate("Error", "Nothing can be recorded, so nothing opens by itself."),
                translate("Error", "Open by hand only, write visitors down, and call the technician to free space."),
            )
        case "disk_read_only" | "disk_error":
            return (
                translate("Error", "The disk of this PC cannot be written"),
                translate("Error", "Nothing can be recorded, so nothing opens by itself."),
                translate("Error", "Open by hand only, write visitors down, and call the technician."),
            )
        case "override_not_kept":
            return (
                translate("Error", "This opening could not be recorded"),
                translate("Error", "Neither the journal nor the emergency file could be written."),
                translate("Error", "Write it down by hand and call the technician."),
            )
        case "store_damaged" | "journal_changed" | "journal_head_lost" | "journal_lost_commits":
            return (
                translate("Error", "A file of the store is damaged"),
                translate("Error", "What is on the disk is not what was written."),
                translate("Error", "Go on working, and call the technician to look at the disk."),
            )
        case "store_newer":
            return (
                translate("Error", "This program is older than its store"),
                error.message,
                translate("Error", "Install the newer program again. Nothing was changed."),
            )
        case "store_wrong_key":
            return (
                translate("Error", "The store does not open"),
                translate("Error", "Its key does not fit, or its first page is damaged."),
                translate("Error", "Use the recovery key of this site, or restore a backup. Nothing was deleted."),
            )
        case "store_in_use" | "store_busy":
            return (
                translate("Error", "This console is already running"),
                translate("Error", "Another program of this PC holds the store."),
                translate("Error", "Use the window that is already open, or close the other program."),
            )
        case "keyring_lost":
            return (
                translate("Error", "The keyring of this PC no longer has its key"),
                translate("Error", "The user may be a new one, or the system was installed anew."),
                translate("Error", "Use the recovery key of this site. Nothing was deleted: unsent entries are safe."),
            )
        case "passphrase_needed" | "passphrase_wrong":
            return (
                translate("Error", "Its passphrase is missing or another one"),
                translate("Error", "This store is opened with a passphrase."),
                translate("Error", "Use the recovery key of this site. Nothing was deleted: unsent entries are safe."),
            )
        case "recovery_key_mistyped":
            return (
                translate("Error", "That is not a recovery key"),
                translate("Error", "The letters do not fit together: one may be missing or mistaken for another."),
                translate("Error", "Compare them with the paper, group by group."),
            )
        case "recovery_key_wrong":
            return (
                translate("Error", "This recovery key is another site's"),
                translate("Error", "It does not fit this store."),
                translate("Error", "Look for the paper of this site."),
            )
        case "keyring_unavailable":
            return (
                translate("Error", "The keyring of this PC cannot be used"),
                translate("Error", "The key of the store is kept there."),
                translate(
                    "Error", "Unlock it and try again, or use a passphrase or the recovery key. Nothing was deleted."
                ),
            )
        case "settings_missing" | "no_keyfile":
            return (
                translate("Error", "This PC is not set up yet"),
                translate("Error", "It has no settings, or no key."),
                translate("Error", "Start the set-up, or restore a backup."),
            )
        case "settings_wrong" | "settings_unreadable":
            return (
                translate("Error", "A setting cannot be taken"),
                error.message,
                translate("Error", "Correct it, or call the technician."),
            )
        case "invalid_credentials" | "email_not_confirmed":
            return (
                translate("Error", "E-mail or password is wrong"),
                translate("Error", "The central API does not know this pair."),
                translate("Error", "Type both again. Capital letters count."),
            )
        case "user_banned":
            return (
                translate("Error", "This account is blocked"),
                translate("Error", "The central API does not let it in any more."),
                translate("Error", "Ask the administrator."),
            )
        case (
            "central_unreachable"
            | "no_connection"
            | "timed_out"
            | "server_busy"
            | "server_failed"
            | "sign_in_failed"
            | "not_understood"
            | "session_busy"
        ):
            return (
                translate("Error", "No connection to the central API"),
                translate("Error", "The central API did not answer."),
                translate("Error", "Go on working: entries are kept here and are sent when the connection is back."),
            )
        case "redirected":
            return (
                translate("Error", "The network is not open yet"),
                translate("Error", "It answered in place of the central API: perhaps with its own sign-in page."),
                translate("Error", "Open a web page on this PC and sign in to the network, or call the technician."),
            )
        case "rate_limited" | "own_limit" | "sign_in_busy":
            return (
                translate("Error", "One moment, please"),
                translate("Error", "The central API asks for a pause."),
                translate("Error", "Wait a little and try again."),
            )
        case (
            "signed_out"
            | "session_expired"
            | "session_not_found"
            | "refresh_token_not_found"
            | "refresh_token_already_used"
            | "token_refused"
        ):
            return (
                translate("Error", "The session at the central API has ended"),
                translate("Error", "The central API asks who is there."),
                translate("Error", "Sign in again. The gate goes on meanwhile."),
            )
        case "key_refused" | "denied" | "device_revoked":
            return (
                translate("Error", "The central API does not allow this console that"),
                translate("Error", "Its key or its account is not accepted."),
                translate("Error", "Call the technician. Entries are kept here."),
            )
        case "post_ended":
            return (
                translate("Error", "This account may not work here any more"),
                translate("Error", "The central API has blocked it, or given it another post. The shift is over."),
                translate("Error", "Sign in again if your post has changed; else ask a supervisor."),
            )
        case "pin_instead":
            return (
                translate("Error", "No connection to the central API"),
                translate("Error", "Without it, this PC does not know your password, only your PIN."),
                translate("Error", "Type your e-mail and, in the password's place, your PIN."),
            )
        case "permit_over":
            return (
                translate("Error", "Your offline permit is over"),
                translate("Error", "Without internet nobody works here longer than the central API allowed."),
                translate("Error", "Sign in when the connection is back. The gate's key switch works."),
            )
        case "enrolment_code_unknown" | "enrolment_code_used" | "enrolment_code_expired":
            return (
                translate("Error", "The enrolment code does not help"),
                {
                    "enrolment_code_unknown": translate("Error", "The central API does not know it."),
                    "enrolment_code_used": translate("Error", "It was used already; it works once."),
                    "enrolment_code_expired": translate("Error", "It is too old."),
                }[error.code],
                translate("Error", "Compare it letter by letter, or ask a supervisor for a new one."),
            )
        case "enrolment_not_offered":
            return (
                translate("Error", "The central API cannot enrol consoles"),
                translate("Error", "The gatehouse functions are not installed there."),
                translate("Error", "Ask the administrator to install them."),
            )
        case "training_edition":
            return (
                translate("Error", "This is the training edition"),
                translate("Error", "It works on its own sandbox site only."),
                translate("Error", "Install the console's edition on this PC."),
            )
        case "contract_version":
            return (
                translate("Error", "The central API is newer than this console"),
                translate("Error", "They do not speak the same version."),
                translate("Error", "Update this console. Nothing is lost meanwhile."),
            )
        case "secret_key":
            return (
                translate("Error", "This key must not be on a gatehouse PC"),
                translate("Error", "It is a secret one: it opens the whole database, past every rule."),
                translate("Error", "Put the publishable key there, and replace the secret one: it has been seen."),
            )
        case "camera_frozen":
            return (
                translate("Error", "The camera's picture stands still"),
                translate("Error", "It sends the same picture again and again: what you see is not the lane now."),
                translate("Error", "Do not rely on it. If it stays so, switch the camera off and on."),
            )
        case "camera_black":
            return (
                translate("Error", "The camera's picture is black"),
                translate("Error", "It sends pictures, but there is nothing on them."),
                translate("Error", "See whether something covers the lens, and whether the lane has light."),
            )
        case "camera_wrong_size":
            return (
                translate("Error", "The camera's picture has another size"),
                translate("Error", "Codes may be too small in it to be read."),
                translate("Error", "A technician sets the camera back to its main stream."),
            )
        case "scanner_port_lost":
            return (
                translate("Error", "The hand scanner is not there"),
                translate("Error", "Its port cannot be opened, or was lost."),
                translate("Error", "Plug it in: it works again by itself. Codes can be typed meanwhile."),
            )
        case "recording_unreadable":
            return (
                translate("Error", "The recording cannot be read"),
                translate("Error", "The camera is set to a file that is missing or is no picture and no video."),
                translate("Error", "A technician chooses another file or folder under Devices."),
            )
        case "camera_silent":
            return (
                translate("Error", "The camera gives no pictures"),
                translate("Error", "It is connected and sends nothing."),
                translate("Error", "It may be starting, which takes a minute. If it stays so, switch it off and on."),
            )
        case "camera_unreachable" | "camera_gone":
            return (
                translate("Error", "The camera cannot be reached"),
                translate("Error", "It is switched off, unplugged, or the network to it is down."),
                translate("Error", "Go on: type the code or look for the name. It comes back by itself."),
            )
        case "camera_password":
            return (
                translate("Error", "The camera refuses the password"),
                translate("Error", "It answers, but not with this user name and password."),
                translate("Error", "A technician enters the camera's own password under Devices."),
            )
        case "camera_not_plugged" | "camera_busy":
            return (
                translate("Error", "The camera is not there"),
                translate("Error", "It is not plugged in, or another program uses it."),
                translate("Error", "Plug it in, and close other programs that use it."),
            )
        case "letter_unread":
            return (
                translate("Error", "No code was read"),
                translate("Error", "The camera saw no code of the letter."),
                translate("Error", "Hold it flat and still, in good light, half the picture wide; or type it."),
            )
        case "camera_wrong_path" | "not_a_camera":
            return (
                translate("Error", "This is not a camera's stream"),
                translate("Error", "Something answers at this address, but it sends no pictures."),
                translate("Error", "A technician corrects the address under Devices."),
            )
        case "gates_file_missing" | "gates_file_damaged":
            return (
                translate("Error", "The gates cannot be loaded"),
                translate("Error", "The file with the gates is missing or damaged."),
                translate("Error", "Use the key switch, and call the technician."),
            )
        case "lockdown_not_written":
            return (
                translate("Error", "The lockdown could not be changed"),
                translate("Error", "The file that holds it cannot be written."),
                translate("Error", "Block the gate with the key switch, and call the technician."),
            )
        case "no_multicast":
            return (
                translate("Error", "The network cannot be searched"),
                translate("Error", "This PC does not let the console listen for announcements."),
                translate("Error", "Enter the relay's address by hand."),
            )
        case "code_wrong":
            return (
                translate("Error", "These six digits are not right"),
                translate("Error", "Or their half minute is over."),
                translate("Error", "Type those that the app shows now."),
            )
        case "pin_weak":
            return (
                translate("Error", "Choose another PIN"),
                translate("Error", "A PIN has 4 to 8 digits, not all the same."),
                translate("Error", "Type another one."),
            )
        case "no_folder" | "no_permission":
            return (
                translate("Error", "The file cannot be written"),
                translate("Error", "The folder is not there, or the file is open in another program."),
                translate("Error", "Close it there, or choose another folder, and export again."),
            )
        case "too_large" | "too_many_rows":
            return (
                translate("Error", "Too much for one file"),
                translate("Error", "More rows than this kind of file can hold."),
                translate("Error", "Choose a shorter time, or export as CSV."),
            )
        case "printer_gone":
            return (
                translate("Error", "No printer took the sheet"),
                translate("Error", "This PC has no printer, or it does not answer."),
                translate(
                    "Error",
                    "See whether it is switched on and has paper, and print again. "
                    "The code on the screen works meanwhile.",
                ),
            )
        case "export_stopped":
            return (
                translate("Error", "The export was stopped"),
                translate("Error", "No file was written."),
                translate("Error", "Start it again when you like."),
            )
    return gate_problems.words(error.code) or (error.title, error.message, error.next_step)
