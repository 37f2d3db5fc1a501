"""Colours and measures by name, light and dark."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from counterpoint.app.settings import Settings
from counterpoint.app.settings import Theme as ThemeName
from counterpoint.documents.client.jobs import Tone
from counterpoint.domain.scheme import Kind

HEADER_HEIGHT = 44
STRIP_HEIGHT = 40
CONTROL_HEIGHT = 28
RADIUS_MARK, RADIUS_FIELD, RADIUS_CARD = 4, 7, 8
BODY_SIZE, SMALL_SIZE = 13, 11.5
"""Sizes of interface type, in logical pixels."""


@dataclass(frozen=True)
class Theme:
    """The colours of one theme, as ``#RRGGBB``."""

    name: Tone
    window: str
    panel: str
    line: str
    text: str
    muted: str
    faint: str
    page: str
    page_text: str
    card: str
    accent: str
    alarm: str
    """The ground of what must not be overlooked; on it stands the colour of cards."""
    tint: float
    """How strong the tint of a claim is, 0 to 1."""
    found: str
    found_now: str
    found_frame: str
    """The ground of found words, of those that the reader has come to, and the frame of both."""

    @property
    def is_dark(self) -> bool:
        """Whether light text stands on dark ground."""
        return self.name == "dark"

    def colour(self, token: str, alpha: float = 1.0) -> QColor:
        """The colour of that name; ``alpha`` from 0 (clear) to 1."""
        colour = QColor(getattr(self, token))
        colour.setAlphaF(alpha)
        return colour

    def kind(self, kind: Kind) -> QColor:
        """The colour of a kind; light ones as they are printed on the paper."""
        return QColor(kind.dark) if self.is_dark else _printed(QColor(kind.light), self.page)


LIGHT = Theme(
    name="light",
    window="#F1EFEA",
    panel="#F8F7F4",
    line="#E2DFD8",
    text="#22262B",
    muted="#666B72",
    faint="#A4A7AB",
    page="#FFFFFF",
    page_text="#1D1F22",
    card="#FFFFFF",
    accent="#0F766E",
    alarm="#9A3B0B",
    tint=0.26,
    found="#FFEB99",
    found_now="#FFC44D",
    found_frame="#7A5200",
)
DARK = Theme(
    name="dark",
    window="#15171A",
    panel="#1B1E22",
    line="#2A2E34",
    text="#DADDE1",
    muted="#8D949C",
    faint="#5C636B",
    page="#20242A",
    page_text="#D5D8DC",
    card="#22262C",
    accent="#4FBFB2",
    alarm="#F2B084",
    tint=0.34,
    found="#57470F",
    found_now="#8A6200",
    found_frame="#FFD466",
)


SEPIA = replace(
    LIGHT,
    name="sepia",
    text="#2E261B",
    muted="#6B6152",
    page="#F6EDDA",
    page_text="#2E261B",
    found="#FFE680",
    found_now="#FFBB33",
    found_frame="#6B4700",
)
"""For pages only: a window is light or dark."""

PAPERS: Mapping[str, Theme] = MappingProxyType(
    {theme.name: theme for theme in (LIGHT, SEPIA, DARK)}
)
"""What pages can look like, by its name in the settings."""


def ink_on(colour: QColor) -> QColor:
    """White or near-black, whichever is read better on a colour."""
    white_contrast = 1.05 / (luminance(colour) + 0.05)
    black_contrast = (luminance(colour) + 0.05) / 0.0583
    return QColor("#FFFFFF") if white_contrast * 1.6 >= black_contrast else QColor("#15171A")


def luminance(colour: QColor) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = map(_linear, (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _printed(colour: QColor, paper: str) -> QColor:
    """A colour under light that a paper gives back."""
    ground = QColor(paper)
    return QColor.fromRgbF(
        colour.redF() * ground.redF(),
        colour.greenF() * ground.greenF(),
        colour.blueF() * ground.blueF(),
    )


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


class Look(QObject):
    """Owns the theme in use; follows the system unless the reader has chosen.

    ``settings`` also say what pages look like; ``changed`` follows a change of any of them.
    """

    changed = Signal()

    def __init__(self, choice: ThemeName = "system", settings: Settings | None = None) -> None:
        super().__init__()
        self.settings = settings or Settings(theme=choice)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._apply)
        self._apply()

    def take(self, settings: Settings) -> None:
        """Take the reader's choice."""
        is_same_window = settings.theme == self.settings.theme
        self.settings = settings
        if is_same_window:
            self.changed.emit()
        else:
            self._apply()

    @property
    def paper(self) -> Theme:
        """The theme of everything on a page."""
        return PAPERS.get(self.settings.pages, self._theme)

    @property
    def theme(self) -> Theme:
        """The theme in use."""
        return self._theme

    def _apply(self) -> None:
        system_is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        choice = self.settings.theme
        is_dark = choice == "dark" or (choice == "system" and system_is_dark)
        self._theme = DARK if is_dark else LIGHT
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(palette_of(self._theme))
            application.setStyleSheet(style_sheet(self._theme))
        self.changed.emit()


def palette_of(theme: Theme) -> QPalette:
    """The palette of Qt's own widgets in a theme."""
    roles = QPalette.ColorRole
    palette = QPalette()
    named = {
        roles.Window: "panel",
        roles.WindowText: "text",
        roles.Base: "card",
        roles.AlternateBase: "panel",
        roles.Text: "text",
        roles.Button: "panel",
        roles.ButtonText: "text",
        roles.BrightText: "text",
        roles.ToolTipBase: "card",
        roles.ToolTipText: "text",
        roles.PlaceholderText: "muted",
        roles.Highlight: "accent",
        roles.HighlightedText: "card",
        roles.Link: "accent",
        roles.Mid: "line",
        roles.Dark: "line",
        roles.Light: "card",
    }
    for role, token in named.items():
        palette.setColor(role, theme.colour(token))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("faint"))
    return palette


def interface_font(size: float = BODY_SIZE, weight: int = QFont.Weight.Normal) -> QFont:
    """The system's interface font; ``size`` in logical pixels."""
    font = QFont(QGuiApplication.font())
    font.setPixelSize(round(size))
    font.setWeight(QFont.Weight(weight))
    return font


def reading_font(size: float) -> QFont:
    """A proportional serif for quotes; ``size`` in logical pixels."""
    font = QFont()
    font.setFamilies(["Charis SIL", "Noto Serif", "Source Serif 4", "Georgia", "DejaVu Serif"])
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(round(size))
    return font


def style_sheet(theme: Theme) -> str:
    """What palettes cannot say: hairlines, radii and fields."""
    return f"""
    * {{ font-size: {BODY_SIZE}px; }}
    QToolTip {{ color: {theme.text}; background: {theme.card}; border: 1px solid {theme.line};
        padding: 4px 8px; }}
    QMenu {{ background: {theme.card}; border: 1px solid {theme.line}; padding: 4px; }}
    QMenu::item {{ padding: 5px 28px 5px 16px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {theme.accent}; color: {theme.card}; }}
    QMenu::item:disabled {{ color: {theme.faint}; }}
    QMenu::separator {{ height: 1px; background: {theme.line}; margin: 4px 8px; }}
    QLineEdit, QPlainTextEdit {{ background: {theme.card}; color: {theme.text};
        border: 1px solid {theme.line}; border-radius: {RADIUS_FIELD}px; padding: 4px 7px;
        selection-background-color: {theme.accent}; selection-color: {theme.card}; }}
    QLineEdit:focus, QPlainTextEdit:focus {{ border-color: {theme.accent}; }}
    QSplitter::handle {{ background: {theme.line}; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
    QScrollBar::handle {{ background: {theme.faint}; border-radius: 3px; margin: 2px;
        min-height: 32px; min-width: 32px; }}
    QAbstractScrollArea#pages QScrollBar {{ background: {theme.window}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """
