"""Small grammars of four languages, for texts that repeat themselves as reports do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from string import Formatter


@dataclass(frozen=True)
class Tongue:
    """Words by name, and the patterns they are put into; ``gap`` parts two sentences."""

    words: dict[str, Sequence[str]]
    patterns: Sequence[str]
    stock: Sequence[str]
    headings: Sequence[str]
    gap: str = " "

    def sentence(self, random: Random) -> str:
        """A new sentence, now and then a stock phrase."""
        if random.random() < 0.08:
            return random.choice(self.stock)
        filled = self.fill(random.choice(self.patterns), random)
        return filled[0].upper() + filled[1:]

    def fill(self, pattern: str, random: Random) -> str:
        """A pattern with words in its gaps; ``{n}`` is a number."""
        names = [name for _, name, _, _ in Formatter().parse(pattern) if name]
        chosen = {name: self._word(name, random) for name in names}
        filled = pattern.format(**chosen)
        return self.fill(filled, random) if "{" in filled else filled

    def _word(self, name: str, random: Random) -> str:
        sort = name.rstrip("0123456789")
        if sort == "n":
            return str(random.choice((random.randint(2, 98), random.randint(1990, 2030))))
        return random.choice(self.words[sort])


def _listed(text: str) -> list[str]:
    return [" ".join(word.split()) for word in text.split(",")]


ENGLISH = Tongue(
    words={
        "who": _listed(
            "the committee, the ministry, the first office, the council of states,"
            " a senior official,"
            " the working group, the northern fleet, the finance department, most observers,"
            " the city government, the coalition, the final report, the harbour authority, a survey"
            " of firms, the opposition, the flood fund, the agency for coastal affairs"
        ),
        "does": _listed(
            "expects, rejects, supports, has confirmed, will refine, described, doubts,"
            " is likely to"
            " fund, cannot afford, announced, has delayed, should define, quietly dropped,"
            " overstates"
        ),
        "what": _listed(
            "a fixed share of spending, the offer of the allies, an efficient defence of the coast,"
            " the new tariff on steel, its first audit, the transfer of patents, a ceiling on fees,"
            " official figures for the fiscal year, the long-term contract, a difficult"
            " reform of the ports, the joint study of flooding, three further ships,"
            " the draft treaty,"
            " the field office in the north, a modest rise in the levy,"
            " the affidavit of the witness"
        ),
        "when": _listed(
            "before the summit, in the second half of the year, after a brief debate, at first,"
            " within {n} months, since the election, by the end of {n}, over the whole period,"
            " for the time being, in spite of earlier warnings, as the minister said"
        ),
        "how": _listed(
            "slowly, without much notice, by a narrow margin, at considerable cost, in principle,"
            " on paper only, with open reluctance, to general surprise, for reasons of safety"
        ),
    },
    patterns=(
        "{who} {does} {what} {how}.",
        "{who} {does} {what}, and {who2} {does2} {what2}.",
        "in {n}, {who} spent {n2} million on {what}.",
        "of the {n} members, {n2} percent say that {who} {does} {what}.",
        "although {who} {does} {what}, nobody knows whether {who2} {does2} it.",
        "“{what} is not enough,” {who} said, “and {who2} {does} {what2}.”",
        "if {who} {does} {what} {how}, {who2} will have to pay for {what2} in {n}.",
        "what {who} {does} is {what}; what {who2} {does2} is {what2}.",
    ),
    stock=(
        "As noted above, the committee takes no position on this question.",
        "No further comment was offered.",
        "The figures are provisional and subject to revision.",
        "This point is taken up again in the next chapter.",
        "All amounts are in millions at constant prices.",
    ),
    headings=("Findings", "Recommendations", "Background to {what}", "{n}. Costs", "Summary"),
)

GERMAN = Tongue(
    words={
        "who": _listed(
            "der Ausschuss, die Bundesregierung, das Amt für Küstenschutz, eine Mehrheit der"
            " Befragten, der Rechnungshof, die Opposition, das Finanzministerium, der Hafenbetrieb,"
            " ein hoher Beamter, die Arbeitsgruppe, der Abschlussbericht, das Bündnis"
        ),
        "does": _listed(
            "erwartet, bestreitet, fördert, kürzt, prüft seit Jahren, verschiebt, begrüßt,"
            " überschätzt, finanziert, verlangt, kritisiert öffentlich, verteidigt"
        ),
        "what": _listed(
            "eine feste Quote für Verteidigungsausgaben, den Ausbau der Häfen, die Erhöhung der"
            " Abgaben, das gemeinsame Forschungsprogramm, den Entwurf des Vertrags, die Übertragung"
            " von Patenten, ein außergewöhnliches Verfahren, neue Zölle auf Stahl,"
            " die Vorschläge der"
            " Sachverständigen, den langfristigen Liefervertrag, drei zusätzliche Schiffe"
        ),
        "how": _listed(
            "nur zögerlich, ohne Begründung, mit knapper Mehrheit, im Grundsatz, wie erwartet, zu"
            " hohen Kosten, auf dem Papier, trotz früherer Warnungen"
        ),
    },
    patterns=(
        "{who} {does} {what} {how}.",
        "im Jahr {n} wurden {n2} Millionen für {what} ausgegeben, und {who} {does} das {how}.",
        "wenn {who} {what} {how} ablehnt, bleibt offen, ob {who2} zahlt.",
        "„{what} reicht nicht aus“, heißt es, {who} {does} {what2}.",
        "{n} Prozent der Mitglieder sagen, {who} {does} {what}.",
    ),
    stock=(
        "Die Zahlen sind vorläufig und können sich ändern.",
        "Eine Stellungnahme lag bis Redaktionsschluss nicht vor.",
        "Näheres dazu steht im nächsten Kapitel.",
    ),
    headings=("Ergebnisse", "Empfehlungen", "Kapitel {n}", "Zusammenfassung"),
)

KOREAN = Tongue(
    words={
        "who": _listed(
            "위원회는, 정부는, 국방부는, 전문가들은, 야당은, 해양 연구소는, 회원국들은,"
            " 재무부 관계자는,"
            " 실무 협의단은, 항만 당국은, 보고서는"
        ),
        "what": _listed(
            "방위비 분담금 인상을, 새로운 조약 초안을, 항만 확장 계획을, 철강 관세를,"
            " 공동 연구 사업을,"
            " 장기 계약의 조건을, 특허 이전 문제를, 홍수 대책 기금을, 세 척의 추가 함정을,"
            " 첫 감사 결과를"
        ),
        "does": _listed(
            "검토하고 있다, 지지한다, 거부했다, 발표했다, 연기하기로 했다, 의심하고 있다, 확인했다,"
            " 비판하였다, 환영했다, 줄일 것이다"
        ),
        "when": _listed(
            "정상회의 전에, {n}년 말까지, 올해 하반기에, 짧은 토론 끝에, 선거 이후, 당분간,"
            " 예상과 달리, 여러 차례 경고에도"
        ),
    },
    patterns=(
        "{who} {when} {what} {does}.",
        "{n}년에 {who} {what} {does}.",
        "회원국의 {n}퍼센트가 찬성했으며 {who} {what} {does}.",
        "{who} {what} {does}는 보도가 있었지만 {who2} {when} {what2} {does2}.",
    ),
    stock=("자세한 내용은 다음 장에서 다룬다.", "수치는 잠정치이며 바뀔 수 있다."),
    headings=("요약", "제{n}장 결과", "권고 사항"),
)

JAPANESE = Tongue(
    words={
        "who": _listed(
            "委員会は, 政府は, 防衛省は, 専門家らは, 野党は, 海洋研究所は, 加盟国は,"
            " 財務省の担当者は,"
            " 作業部会は, 港湾当局は, 報告書は"
        ),
        "what": _listed(
            "分担金の引き上げを, 新しい条約案を, 港の拡張計画を, 鉄鋼への関税を, 共同研究事業を,"
            " 長期契約の条件を, 特許の移転を, 洪水対策の基金を, 三隻の追加建造を, 最初の監査結果を"
        ),
        "does": _listed(
            "検討している, 支持した, 拒否した, 発表した, 延期することに決めた, 疑問視している,"
            " 確認した, 批判した, 歓迎した, 縮小する見通しだ"
        ),
        "when": _listed(
            "首脳会議の前に, {n}年末までに, 今年の後半に, 短い議論の後で, 選挙以来, 当面"
        ),
    },
    patterns=(
        "{who}{when}{what}{does}。",
        "{n}年、{who}{what}{does}。",
        "加盟国の{n}パーセントが賛成し、{who}{what}{does}。",
        "{who}{what}{does}と報じられたが、{who2}{when}{what2}{does2}。",
    ),
    stock=("詳しくは次の章で述べる。", "数値は暫定値であり、変わることがある。"),
    headings=("要約", "第{n}章 結果", "提言"),
    gap="",
)

TONGUES = {"en": ENGLISH, "de": GERMAN, "ko": KOREAN, "ja": JAPANESE}
