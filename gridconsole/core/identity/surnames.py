"""Surnames whose reading is not the usual one of their characters, and surnames of several characters."""

import re

_ENTRY = re.compile(r"([^a-z\s]+)([a-z/-]+)")

_SINGLE = """
    单shan 曾zeng 区ou 查zha 解xie 仇qiu 朴piao 盖ge/gai 乐yue/le 任ren 宁ning 缪miao 覃qin/tan 种chong
    员yun/yuan 秘bi 薄bo 卜bu 晁chao 车che 谌chen/shen 褚chu 啜chuai 都du 句gou 炔gui 哈ha 黑he/hei 和he
    呼hu 郇xun/huan 贾jia 缴jiao 隽juan 阚kan 适kuo 隗kui/wei 令ling 陆lu 逯lu 闾lv/lu 吕lv/lu 牟mou/mu
    那na 能nai 佴nai 乜nie 粘nian 逄pang 繁po 蒲pu 祁qi 漆qi 奇qi 强qiang 瞿qu 屈qu 冉ran 沙sha 莎sha
    召shao 折she 舍she 沈shen 盛sheng 石shi 宿su 眭sui 拓tuo 万wan 尉wei 洗xian 冼xian 咸xian 夏xia
    幸xing 行xing 许xu 寻xun 叶ye 殷yin 尹yin 於yu 余yu 俞yu 臧zang 藏zang 迮ze 祭zhai 翟zhai/di 占zhan
    长zhang 甄zhen 重chong 朱zhu 竺zhu 费fei/bi 贲ben 干gan 红hong 倪ni 南nan 乾qian 俟qi 落luo 盍he 谷gu
    幺yao 么yao
"""

_COMPOUND = """
    尉迟yu-chi 万俟mo-qi 长孙zhang-sun 单于chan-yu/shan-yu 澹台tan-tai 令狐ling-hu 皇甫huang-fu
    濮阳pu-yang 宇文yu-wen 鲜于xian-yu 亓官qi-guan 仉督zhang-du 子车zi-ju 颛孙zhuan-sun 乐正yue-zheng
    夹谷jia-gu 宰父zai-fu 谷梁gu-liang 穀梁gu-liang 拓跋tuo-ba 达奚da-xi 相里xiang-li 呼延hu-yan
    夏侯xia-hou 闾丘lv-qiu/lu-qiu 上官shang-guan 诸葛zhu-ge 南宫nan-gong 慕容mu-rong 赫连he-lian
    轩辕xuan-yuan 纥骨he-gu 爱新觉罗ai-xin-jue-luo 叶赫那拉ye-he-na-la 欧阳ou-yang 司马si-ma
    东方dong-fang 公孙gong-sun 司徒si-tu 司空si-kong 闻人wen-ren 公冶gong-ye 宗政zong-zheng 淳于chun-yu
    太叔tai-shu 申屠shen-tu 仲孙zhong-sun 钟离zhong-li 司寇si-kou 端木duan-mu 巫马wu-ma 公西gong-xi
    漆雕qi-diao 壤驷rang-si 公良gong-liang 百里bai-li 东郭dong-guo 南门nan-men 羊舌yang-she 微生wei-sheng
    梁丘liang-qiu 左丘zuo-qiu 东门dong-men 西门xi-men 第五di-wu 独孤du-gu 完颜wan-yan 纳兰na-lan
    叶赫ye-he 哥舒ge-shu 公羊gong-yang 公输gong-shu 豆卢dou-lu 即墨ji-mo
"""


def _readings(table: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    return {
        surname: tuple(tuple(reading.split("-")) for reading in readings.split("/"))
        for surname, readings in _ENTRY.findall(table)
    }


SURNAME_READINGS = _readings(_SINGLE + _COMPOUND)
"""Surname to its readings, the usual one first, each a syllable per character (`ü` as `v`)."""

COMPOUND_SURNAMES = frozenset(surname for surname in SURNAME_READINGS if len(surname) > 1)
"""Surnames of two characters, and two Manchu ones of four."""

LONGEST_SURNAME = 4
