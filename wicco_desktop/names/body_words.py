"""The words that names of bodies are made of, in Chinese, English and Portuguese, by what they say.

An entry is a concept and the words for it; several concepts stand for a word that says several
things (科技). Abbreviations (Univ., Int'l) are words like others: their dots and apostrophes are
left out before they are looked up. Simplified characters; Latin words folded, without accents.
"""

from __future__ import annotations

_CONCEPTS = """
university: 大学 university universidade universite universitat univ
college: 学院 college faculty school faculdade escola coll sch
institute: 研究院 研究所 研究中心 institute instituto inst
laboratory: 实验室 laboratory laboratories lab laboratorio
hospital: 医院 hospital hosp
library: 图书馆 library biblioteca lib
museum: 博物馆 museum museu mus
bank: 银行 bank banco
press: 出版社 press publishing publishers editora publ
newspaper: 报 日报 daily newspaper jornal diario
television: 电视台 电视 television tv televisao
centre: 中心 centre center centro ctr
foundation: 基金会 foundation fundacao fdn
association: 协会 联合会 联盟 association federation alliance associacao federacao assoc assn
society: 学会 society soc
chamber: 商会 chamber camara
council: 委员会 理事会 council committee commission conselho comissao comite cttee
bureau: 局 bureau direccao direcao servicos department 厅 司 bur dept
office: 办公室 办事处 office gabinete
government: 人民政府 政府 government governo govt gov
municipal: 市 municipal municipality city municipio cidade mun
province: 省 province provincial provincia prov
district: 区 district distrito dist
county: 县 county
secretariat: 秘书处 secretariat secretariado
forum: 论坛 forum
exhibition: 展览 会展 exhibition exhibitions expo exposition exposicao exposicoes exhib
group: 集团 group grupo grp
airport: 机场 airport aeroporto
academy: academy acad academia
academy science: 科学院
science: 科学 science sciences scientific ciencia ciencias sci
technology: 技术 technology technologies tecnologia tecnologias tech technol
science technology: 科技
social: 社会 social sociais
innovation: 创新 innovation inovacao
economy: 经济 economy economic economico economia economicos econ
development: 发展 development desenvolvimento dev
trade: 贸易 trade comercio
economy trade: 经贸
investment: 投资 investment investimento
promotion: 促进 promotion promocao
industry: 工业 产业 industry industrial industria ind
finance: 金融 财政 finance financial financas financeiro fin
culture: 文化 culture cultural cultura
education: 教育 education educacao educ edu
tourism: 旅游 tourism turismo
health: 卫生 health saude
medical: 医学 医科 医疗 medical medicine medicina med
engineering: 工程 engineering engenharia eng
international: 国际 international internacional intl int
national: 国家 国立 national nacional natl nat
world: 世界 world mundial
smart: 智慧 智能 smart intelligent
polytechnic: 理工 polytechnic politecnico poly
cooperation: 合作 cooperation cooperacao coop
friendship: 友好 友谊 friendship amizade
youth: 青年 youth juventude
women: 妇女 women mulheres
foreign: 外事 对外 foreign
affairs: 事务 affairs assuntos
labour: 劳工 劳动 labour labor
water: 水务 water agua aguas
electricity: 电力 electricity power electricidade eletricidade
transport: 交通 运输 transport transportation transportes transp
communications: 通信 电信 communications telecommunications telecom telecomunicacoes commun
information: 信息 资讯 information informacao info inform
cities: 城市 cities cidades
china: 中国 中华 china chinese chinesa chines
macau: 澳门 macau macao
hongkong: 香港 hongkong
taiwan: 台湾 taiwan
portugal: 葡萄牙 portugal portuguese portuguesa portugues
lisbon: 里斯本 lisbon lisboa
brazil: 巴西 brazil brasil
singapore: 新加坡 singapore singapura
beijing: 北京 beijing pequim
guangdong: 广东 guangdong cantao
shaanxi: 陕西 shaanxi
"""

CONCEPTS: dict[str, tuple[str, ...]] = {
    word: tuple(says.split())
    for line in _CONCEPTS.strip().splitlines()
    for says, _, words in (line.partition(":"),)
    for word in words.split()
}
"""A word to the concepts that it stands for."""

LONGEST_WORD = max(len(word) for word in CONCEPTS if not word.isascii())
"""Characters of the longest Chinese word."""

LEGAL_HAN = ("股份有限公司", "有限责任公司", "一人有限公司", "有限公司", "股份公司", "公司")
"""Legal forms at the end of a Chinese name; 集团 is no legal form and stays."""

_LEGAL = """
ltd limited co company corp corporation inc incorporated llc llp lp plc gmbh ag kg bv nv sa sarl srl
spa pty pte oy oyj ab as aps kk lda limitada sociedade unipessoal cv companhia cia
"""
LEGAL = frozenset(_LEGAL.split())
"""Legal forms as words of a Latin name, dots left out (S.A.)."""

_LITTLE = "the of and for in at to a an de do da dos das e o os la le les du des et"
LITTLE = frozenset(_LITTLE.split())
"""Words that say nothing by themselves."""

REGION = frozenset(["special", "administrative", "region", "sar", "raem", "特别行政区"])
"""What may follow the name of Macao and Hong Kong, and changes nothing."""
