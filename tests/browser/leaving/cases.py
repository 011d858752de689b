"""What is combined, chosen so that every two choices meet in some case; and what may follow."""

from dataclasses import dataclass

from allpairspy import AllPairs

GESTURES = ["tap", "double tap", "three Shifts"]
PAGES = [
    "loaded",
    "half of it came",
    "bundle on its way",
    "link on its way",  # before the bundle: an ordinary one
    "page on its way",
    "swap half done",
    "sound playing",
    "menu open",
    "zoom 200 %",
    "in a new tab",  # nothing was open there before
    "in a duplicated tab",
]
# done with keys or menus of a browser's window
BY_THE_WINDOW = {"in a duplicated tab", "tab reopened"}
NETWORKS = [
    "decoy at once",
    "decoy after 3 s",
    "decoy never",
    "decoy refuses",
    "our server dead",
    "offline",
]
NEXT = [
    "nothing",
    "back",
    "forward",
    "reload",
    "back twice",
    "tab reopened",
    "address typed",
]
MODES = ["leave", "site"]
# What the tab may come to show. "waiting" is a blank page or the word for loading, "before" is
# what was open before the site, "error" a page of the browser itself.
ENDS = ("decoy", "waiting", "error", "gate", "before", "page")


@dataclass(frozen=True)
class Case:
    gesture: str = "tap"
    page: str = "loaded"
    network: str = "decoy after 3 s"
    then: str = "nothing"
    mode: str = "leave"

    def __str__(self):
        return f"{self.gesture}, {self.page}, {self.network}, {self.then}, {self.mode}"

    @property
    def gone(self) -> str:
        """What the exit by itself leads to."""
        if self.network in ("decoy refuses", "offline"):
            return "error"
        return "waiting" if self.network == "decoy never" else "decoy"

    @property
    def allowed(self) -> set[str]:
        """What may be on the screen in the end."""
        away = {self.gone}
        if self.network in ("our server dead", "offline"):
            away |= {"error"}
        match self.then:
            case "nothing" | "forward":
                return {self.gone}
            case "reload":
                # Once the browser's own error page stands there, it is that which is reloaded.
                return away
            case "back" | "back twice":
                # Offline, Back itself fails and takes the way to the other site with it.
                offline = {"waiting"} if self.network == "offline" else set()
                return away | {"before", "gate"} | offline
            case "tab reopened":
                return away | {"before", "gate"}
        return away | {"page"}  # typed: the reader, or a watcher who knows the address


def pairwise(has_window: bool) -> list[Case]:
    """Cases in which every two choices of different kinds meet."""
    without = set() if has_window else BY_THE_WINDOW
    pages = [page for page in PAGES if page not in without]
    steps = [step for step in NEXT if step not in without]
    choices = [GESTURES, pages, NETWORKS, steps, MODES]
    return [Case(*chosen) for chosen in AllPairs(choices)]
