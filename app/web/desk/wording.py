"""Words of the desk for what is stored as a key: roles, standings, levels of trust, actions of the record, parts of the centre."""

from typing import Final

from app.accounts.models import StaffRole
from app.review.enterprises import Standing
from app.text import _

ROLES: Final = {
    StaffRole.MODERATOR: _("Moderator"),
    StaffRole.FLOOR: _("Floor"),
    StaffRole.TRANSLATOR: _("Translator"),
    StaffRole.MANAGER: _("Manager"),
    StaffRole.ADMINISTRATOR: _("Administrator"),
}
DUTIES: Final = {
    StaffRole.MODERATOR: _("Decides what goes on show."),
    StaffRole.FLOOR: _("Helps enterprises to enter what they have."),
    StaffRole.TRANSLATOR: _("Writes texts in other languages."),
    StaffRole.MANAGER: _("All of these; also people, trust and what the centre says of itself."),
    StaffRole.ADMINISTRATOR: _("Everything; also managers and administrators."),
}
STANDINGS: Final = {
    Standing.ON_SHOW: _("On show"),
    Standing.SUSPENDED: _("Suspended"),
    Standing.REGISTERING: _("Registering"),
}
LEVELS: Final = {0: _("Everything is looked at"), 1: _("Trusted"), 2: _("Trusted far")}

KINDS: Final = {
    "product": _("Product"),
    "enterprise": _("Enterprise"),
    "person": _("Person"),
    "centre": _("Centre"),
    "category": _("Category"),
    "inquiry": _("Question"),
}
ACTIONS: Final = {
    "registered": _("registered"),
    "registered_for": _("entered for an enterprise"),
    "entered_more": _("entered more for an enterprise"),
    "confirmation_asked": _("asked for confirmation"),
    "confirmed": _("confirmed what was entered"),
    "refused": _("refused what was entered"),
    "submitted": _("handed in"),
    "taken_back": _("taken back"),
    "withdrawn": _("discarded"),
    "rebased": _("compared anew"),
    "side_chosen": _("chose between two changes"),
    "approved": _("approved"),
    "approved_automatically": _("approved by trust"),
    "changes_requested": _("sent back with a question"),
    "declined": _("declined"),
    "sampled": _("drawn for a later look"),
    "reviewed": _("looked at later: sound"),
    "reviewed_unsound": _("looked at later: not sound"),
    "suspended": _("suspended"),
    "restored": _("restored"),
    "taken_down": _("taken off show"),
    "trust_changed": _("trust changed"),
    "featured": _("put in front"),
    "unfeatured": _("no longer in front"),
    "role_given": _("role given"),
    "role_taken": _("role taken"),
    "invited": _("invitation made"),
    "member_removed": _("took somebody out"),
    "invitation_void": _("invitation taken back"),
    "password_link": _("password link made"),
    "second_step_ended": _("second step switched off"),
    "sessions_ended": _("signed out everywhere"),
    "disabled": _("locked out"),
    "enabled": _("let in again"),
    "account_closed": _("closed the own account"),
    "enterprise_exported": _("saved all data of the enterprise"),
    "enterprise_erased": _("took the enterprise out for good"),
    "translated": _("translated"),
    "translation_drafted": _("machine draft of a translation kept"),
    "translation_confirmed": _("translation confirmed"),
    "translation_vouched": _("translation found still right"),
    "translation_discarded": _("draft of a translation thrown away"),
    "centre_changed": _("the centre's words changed"),
    "category_added": _("category added"),
    "category_renamed": _("category renamed"),
    "category_moved": _("category put in another place"),
    "category_hidden": _("category hidden"),
    "category_shown": _("category offered again"),
    "category_merged": _("category merged into another"),
    "category_split": _("merger of categories taken back"),
    "question_handed_on": _("handed a question on"),
    "question_given_back": _("gave a reported question back"),
    "question_removed": _("deleted a reported question"),
    "asker_erased": _("deleted the questions of a person on request"),
    "asker_exported": _("gave a person what was kept of them"),
}
"""By the key in the record. What another version wrote and this one does not know is shown by its key."""

CENTRE: Final = {
    "names": _("Short name"),
    "full_names": _("Full name"),
    "tagline": _("One line below the name"),
    "hours": _("Opening hours"),
    "address": _("Address"),
    "visit": _("For a visit"),
    "about": _("About the centre"),
    "contact": _("Contact"),
    "brand": _("Colours"),
}
CONTACTS: Final = {
    "phone": _("Telephone"),
    "whatsapp": _("WhatsApp"),
    "email": _("E-mail"),
    "web": _("Website"),
    "social": _("Social media"),
}
COLOURS: Final = {
    "paper": _("Ground"),
    "paper_raised": _("Cards"),
    "paper_deep": _("Sunken ground"),
    "ink": _("Words"),
    "ink_soft": _("Quiet words"),
    "line": _("Fine lines"),
    "mace": _("Accent and buttons"),
    "leaf": _("Yes, halal"),
    "amber": _("Soon, attention"),
    "sea": _("Ground by night"),
    "sea_raised": _("Cards by night"),
    "sea_ink": _("Words by night"),
    "mace_night": _("Accent by night"),
    "leaf_night": _("Yes by night"),
    "#ffffff": _("white"),
    "#2a0a08": _("dark words on the accent"),
    "#8d7f6b": _("edges of fields"),
    "#0b5f7a": _("frame of the focus"),
    "#7f9ba2": _("edges by night"),
    "#8fd8ef": _("focus by night"),
    "#b9c6c4": _("quiet words by night"),
    "#f2bd6b": _("amber by night"),
}
