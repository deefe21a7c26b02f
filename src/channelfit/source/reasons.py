"""Say in the reader's language that the system refuses a file, and why."""

from __future__ import annotations

import errno

from channelfit.language import Text
from channelfit.source.problem import Mistake

NO_SUCH_FILE = Mistake(
    "no-such-file",
    de="es gibt keine Datei und keinen Ordner `{path}`",
    en="there is no file or folder `{path}`",
)
NOT_READABLE = Mistake(
    "not-readable",
    de="`{path}` kann nicht gelesen werden: {reason}",
    en="`{path}` cannot be read: {reason}",
)
NO_DOCUMENT = Mistake(
    "no-document",
    de="die Datei ist leer; erwartet wird {wanted}",
    en="the file is empty; expected {wanted}",
)
NO_ORDINARY_FILE = Text("es ist keine gewöhnliche Datei", "it is no ordinary file")

# The common ones; whatever else the system says is passed on as it is.
_GERMAN = {
    errno.ENOENT: "diese Datei oder diesen Ordner gibt es nicht",
    errno.EISDIR: "das ist ein Ordner",
    errno.ENOTDIR: "ein Teil des Pfads ist kein Ordner",
    errno.EEXIST: "das gibt es schon",
    errno.EACCES: "keine Berechtigung",
    errno.EPERM: "das ist nicht erlaubt",
    errno.EROFS: "das Dateisystem ist schreibgeschützt",
    errno.ENOSPC: "auf dem Datenträger ist kein Platz mehr",
    errno.EFBIG: "die Datei würde zu groß",
    errno.ELOOP: "zu viele symbolische Verweise hintereinander",
    errno.ENAMETOOLONG: "der Name ist zu lang",
    errno.EBUSY: "die Datei ist gerade in Gebrauch",
    errno.ETXTBSY: "die Datei ist gerade in Gebrauch",
    errno.EMFILE: "zu viele Dateien sind offen",
    errno.ENFILE: "zu viele Dateien sind offen",
    errno.EIO: "Ein- oder Ausgabefehler",
    errno.EBADF: "sie ist geschlossen",
    errno.ENXIO: "dieses Gerät gibt es nicht",
    errno.ENODEV: "dieses Gerät gibt es nicht",
    errno.EPIPE: "niemand liest mehr mit",
    errno.EINVAL: "das System nimmt das so nicht an",
}


def reason_of(error: Exception) -> Text:
    """What the system says of a file that cannot be used."""
    said = (error.strerror if isinstance(error, OSError) else "") or str(error)
    german = _GERMAN.get(error.errno or 0, said) if isinstance(error, OSError) else said
    return Text(german, said)
