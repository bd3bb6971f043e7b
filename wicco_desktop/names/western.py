"""Names of Western origin: given names Chinese people bear too, particles, variants of spelling."""

from __future__ import annotations

_PARTICLES = "da de do das dos di del della du e y van von der den ten ter la le"
PARTICLES = frozenset(_PARTICLES.split())
"""Words between the names of a Portuguese or other European name that are often left out."""

# English and Portuguese ones borne beside a Chinese name; above all those that could also be read
# as Chinese syllables (Susan, Anna, Dan, Ken, Ben).
_GIVEN = """
    aaron abel abraham ada adam adele adrian agatha agnes aida aileen alan albert alberto alex
    alexander alexis alfonso alfred algernon alice alison allan allen alvin amanda amber amelia
    amy ana andre andrea andrew andy angel angela angelina angie angus anita ann anna anne annette
    annie anselm anson anthony anton antonia antonio antony april archie arnaldo arnold arthur
    ashley audra audrey august augusto barbara barry basil beatrice becky belinda bella ben
    benjamin benny bernadette bernard bernice bertha beryl betty bianca bill billy blanche bob
    bobby bonnie boris bosco brandon brenda brian bridget bruce bruno bryan byron caleb calvin
    candy carina carl carla carlos carmen carol caroline carrie catherine cathleen cathy cecil
    cecilia celia charles charlie charlotte cherry cheryl chester chris christina christine
    christopher cindy claire clara clarence claudia clement clifford coco colin connie conrad
    constance cora crystal curtis cynthia cyril daisy dan daniel danny daphne darren david dawn
    deanna deborah denise dennis denny derek desmond diana dick dickson diego dominic dominica
    donald donna dora doris dorothy douglas duarte eason eddie edgar edith edmond edmund edna
    edward edwin eileen elaine eleanor elena elisa eliza elizabeth ella ellen elliot elsa elsie
    elton elvin elvis emil emilia emily emma emmanuel eric erica erick ernest ernie esmond esther
    ethan eugene eunice eva evan eve evelyn fabian fanny faye felix fernando filipe fiona florence
    florinda frances francine francis francisco frank franklin fred freda frederick garrett gary
    gavin geoffrey george gerald geraldine gigi gilbert gilda gina ginny gladys glen gloria gordon
    grace graham guy hannah harold harriet harry hazel heidi helen helena henry herbert herman
    hilda holly horace howard hubert hugo humphrey ian ida ines ingrid irene iris isaac isabel
    ivan ivy jack jackie jackson jacky jacob jacqueline jade jaime james jane janet janice jasmin
    jasmine jason jasper jay jean jeff jeffrey jennie jennifer jenny jeremy jerry jesse jessica
    jessie jet jill jim jimmy jo joan joanna joao joaquim jocelyn joe joey john johnnie johnny
    jolene jolin jonas jonathan jorge jose joseph josephina josephine joshua joyce juan judith
    judy jules julia julian juliana julie juliet june justin karen karl kate katherine kathy katy
    kay keith kelly kelvin ken kenneth kenny kevin kitty lana larry laura lawrence leanne lena leo
    leon leonard leonardo leonel leslie lester lewis lily lina linda linus lionel lisa lloyd
    loretta lorna lorraine louis louisa louise lucas lucia luciano lucy luis luke lulu lydia lynn
    mabel mable maggie malcolm mandy manuel marco marcus margaret maria marian marie marina mario
    mark martha martin mary matthew maureen maurice mavis max maxine may maya meg melody melvin
    merry mia michael michele michelle mickey miguel mike milton mimi miriam molly mona monica
    morris moses myra nadia nancy naomi natalie nathan nelson nicholas nick nicole nigel nina nora
    norma norman olivia oscar owen pamela pansy pat patricia patrick paul paula pauline paulo
    pearl pedro peggy penny perry peter phil philip phoebe pierre pinky pius polly pony priscilla
    queenie quincy rachel rafael raimundo ralph randy ray raymond rebecca regina reginald rex
    richard ricky rico rita robert robin roger roland ron ronald ronnie ronny rosa rosanna rose
    rosemary roy ruby russel russell ruth ryan sabrina sally sam samantha samson samuel sandra
    sandy sara sarah scott sean sebastian selina serena sharon sheila shirley sidney silvia simon
    sofia solomon sonia sophia sophie stanley stefan stella stephanie stephen steve steven stewart
    stuart sue sulu sunny susan susana susanna suzanne sylvia tammy tania ted terence teresa terry
    theodore theresa thomas tiago tiffany tim timothy tina toby tom tommaso tommy tony tracy
    trevor trudy una ursula vanessa vera veronica vicki vicky victor victoria vincent viola violet
    virgil virginia vivian wallace walter wanda wendy wesley wilfred wilfrid william willie wilson
    winnie winston yves yvonne zac zita zoe
"""
GIVEN = frozenset(_GIVEN.split())
"""Folded given names; where one stands, it says nothing about the Chinese given name."""

_VARIANTS = {
    "luiz": "luis",
    "souza": "sousa",
    "manoel": "manuel",
    "theresa": "teresa",
    "phillip": "philip",
    "stephen": "steven",
    "catarina": "catharina",
    "matheus": "mateus",
    "thiago": "tiago",
    "baptista": "batista",
    "correa": "correia",
    "mello": "melo",
}


def one_spelling(word: str) -> str:
    """A folded word in the commonest spelling of its name: Luiz is Luis."""
    return _VARIANTS.get(word, word)
