package org.karawatt.demo.internal;

import java.util.SplittableRandom;

/** Invented names and addresses: put together from common syllables by the random source, of no real person or firm. */
final class Names {

    private static final String[] SURNAMES = ("王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 高 罗 郑 梁 谢 宋 唐 许 韩 冯 邓 曹 彭 曾 萧 田 董 袁 潘 "
            + "蒋 蔡 余 杜 叶 程 苏 魏 吕 丁 任 沈 姚 卢 姜 崔 钟 谭 陆 汪 范 金 石 廖 贾 夏 韦 付 方 白 邹 孟 熊 秦 邱 江 尹 薛 闫 段 雷 侯 龙 史 陶 黎 贺 顾 毛 郝 "
            + "龚 邵 万 钱 严 覃 武 戴 莫 孔 向 汤").split(" ");
    private static final String[] GIVEN = ("安 柏 晨 川 春 丹 冬 恩 凡 方 飞 枫 歌 谷 冠 禾 和 恒 宏 鸿 华 嘉 简 江 今 景 静 钧 开 可 岚 朗 乐 立 良 林 霖 "
            + "凌 龙 鹭 茂 沐 南 宁 鹏 平 齐 启 谦 乔 青 清 秋 泉 然 仁 荣 如 瑞 若 森 山 韶 诗 石 舒 书 舜 思 松 素 泰 棠 天 桐 婉 文 希 夏 贤 祥 晓 欣 新 星 修 轩 雪 "
            + "雅 言 彦 扬 野 一 怡 以 逸 英 映 永 友 宇 雨 元 远 岳 云 泽 章 昭 哲 真 正 知 志 舟 竹 卓 子").split(" ");
    private static final String[] TRADES = ("便民超市 五金商行 建材经营部 服装店 茶庄 书店 药房 果蔬店 电器行 家具城 文具店 花店 眼镜店 面馆 酒楼 小吃店 烘焙坊 火锅店 "
            + "咖啡馆 农家乐").split(" ");
    private static final String[] WORKS = ("精密机械厂 食品厂 纺织厂 包装材料厂 塑料制品厂 电子元件厂 木业公司 冷链物流园 仓储中心 汽车配件厂 陶瓷厂 印务公司").split(" ");
    private static final String[] STREETS = ("学林 望江 云溪 青禾 桂雨 临湖 白鹭 松涛 竹海 东篱 南塘 北辰 清渠 长堤 石桥 梅岭 稻香 星野 浅山 晴川").split(" ");
    private static final String[] ESTATES = ("翠湖 锦园 和苑 星城 书院 云庭 花溪 水岸 悦府 朗轩").split(" ");

    private Names() {
    }

    static String person(SplittableRandom random) {
        String name = pick(SURNAMES, random) + pick(GIVEN, random);
        return random.nextInt(10) < 7 ? name + pick(GIVEN, random) : name;
    }

    static String shop(SplittableRandom random) {
        return "清河" + pick(GIVEN, random) + pick(GIVEN, random) + pick(TRADES, random);
    }

    static String works(SplittableRandom random) {
        return "清河" + pick(GIVEN, random) + pick(GIVEN, random) + pick(WORKS, random);
    }

    static String home(SplittableRandom random) {
        return "清河市" + pick(STREETS, random) + "路 " + (1 + random.nextInt(400)) + " 号" + pick(ESTATES, random) + "小区 " + (1 + random.nextInt(40))
                + " 幢 " + (1 + random.nextInt(30)) + String.format("%02d", 1 + random.nextInt(8)) + " 室";
    }

    static String street(SplittableRandom random) {
        return "清河市" + pick(STREETS, random) + "路 " + (1 + random.nextInt(900)) + " 号";
    }

    static String area(int number) {
        return STREETS[number % STREETS.length] + "路 " + (number / STREETS.length + 1) + " 号台区";
    }

    static String station(int number) {
        return STREETS[number % STREETS.length] + (number < STREETS.length ? "" : String.valueOf(number / STREETS.length + 1)) + "供电所";
    }

    /** A telephone number of the range that is not given to anybody. */
    static String phone(SplittableRandom random) {
        return String.format("1000%07d", random.nextInt(10_000_000));
    }

    private static String pick(String[] from, SplittableRandom random) {
        return from[random.nextInt(from.length)];
    }
}
