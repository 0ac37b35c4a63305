package org.karawatt.knowledge.api;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of knowledge. */
public enum KnowledgeErrors implements ErrorCode {
    ARTICLE_UNKNOWN("KNOWLEDGE-001", "知识条目 {0} 不存在", "Article {0} does not exist"),
    BAD_CODE("KNOWLEDGE-002", "编码只能由小写字母、数字和连字符组成，最多 40 个字符", "A code has lower case letters, digits and hyphens, at most 40"),
    IN_REVIEW("KNOWLEDGE-003", "条目 {0} 正在审核，退回后可修改", "Article {0} is in review; it can be changed once it is given back"),
    NO_DRAFT("KNOWLEDGE-004", "条目 {0} 没有草稿", "Article {0} has no draft"),
    NOT_IN_REVIEW("KNOWLEDGE-005", "条目 {0} 没有待审核的版本", "Article {0} has no version in review"),
    OWN_WORK("KNOWLEDGE-006", "编写人或送审人不能审核发布自己的条目", "Whoever wrote or submitted an article may not publish it"),
    BAD_VALIDITY("KNOWLEDGE-007", "有效期无效：不能早于今天和已发布版本，失效日须晚于生效日",
            "Not an allowed validity: not before today or the version before, and to end after it begins"),
    NOT_PUBLISHED("KNOWLEDGE-008", "条目 {0} 没有已发布的版本", "Article {0} has no published version"),
    REASON_REQUIRED("KNOWLEDGE-009", "请说明原因", "Please give a reason"),
    BAD_FILE("KNOWLEDGE-010", "知识文件 {0} 有误：{1}", "Article file {0} is wrong: {1}"),
    TOO_MANY("KNOWLEDGE-011", "知识条目最多 {0} 个", "There may be at most {0} articles"),
    CHANGED("KNOWLEDGE-012", "已被他人修改，请刷新后重试", "Somebody has changed it; reload and try again");

    private final String code;
    private final String zh;
    private final String en;

    KnowledgeErrors(String code, String zh, String en) {
        this.code = code;
        this.zh = zh;
        this.en = en;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String zh() {
        return zh;
    }

    @Override
    public String en() {
        return en;
    }
}
