package org.karawatt.workflow.api;

import org.karawatt.kernel.error.ErrorCode;

/** Errors of the workflow domain. */
public enum WorkflowErrors implements ErrorCode {
    PROCESS_UNKNOWN("WORKFLOW-001", "流程 {0} 不存在或未部署", "Process {0} does not exist or is not deployed"),
    CASE_UNKNOWN("WORKFLOW-002", "工单 {0} 不存在", "Case {0} does not exist"),
    TASK_UNKNOWN("WORKFLOW-003", "待办 {0} 不存在", "Task {0} does not exist"),
    BAD_DEFINITION("WORKFLOW-004", "流程文件 {0} 有误（第 {1} 行）：{2}", "Process file {0} is wrong (line {1}): {2}"),
    NOT_YOURS("WORKFLOW-005", "待办已由 {0} 领取", "The task is with {0}"),
    TASK_OVER("WORKFLOW-006", "待办已处理完毕", "The task is done already"),
    CASE_OVER("WORKFLOW-007", "工单已结束", "The case has ended"),
    CASE_SUSPENDED("WORKFLOW-008", "工单已中止，恢复后可继续", "The case is suspended; resume it first"),
    FIELD_REQUIRED("WORKFLOW-009", "请填写", "Please fill in"),
    FIELD_INVALID("WORKFLOW-010", "取值无效：{0}", "Not an allowed value: {0}"),
    FIELD_UNKNOWN("WORKFLOW-011", "表单没有此字段", "The form has no such field"),
    HANDLER_MISSING("WORKFLOW-012", "处理环节 {0} 的模块未部署，恢复后自动继续", "The module of step {0} is not deployed; the case goes on when it is back"),
    STEP_FAILED("WORKFLOW-013", "环节 {0} 处理失败：{1}", "Step {0} failed: {1}"),
    NO_WAY_BACK("WORKFLOW-014", "不能退回到环节 {0}", "The case cannot be rolled back to step {0}"),
    LIMIT_UNKNOWN("WORKFLOW-015", "时限 {0} 不存在", "Limit {0} does not exist"),
    ATTACHMENT_TOO_LARGE("WORKFLOW-016", "附件超过 {0} MB", "The attachment is larger than {0} MB"),
    ATTACHMENT_KIND("WORKFLOW-017", "不接受 {0} 类型的附件", "Attachments of type {0} are not accepted"),
    REASON_REQUIRED("WORKFLOW-018", "请说明原因", "Please give a reason"),
    NOT_SUSPENDED("WORKFLOW-019", "工单未中止", "The case is not suspended"),
    CHANGED("WORKFLOW-020", "已被他人修改，请刷新后重试", "Somebody has changed it; reload and try again"),
    ATTACHMENT_UNKNOWN("WORKFLOW-021", "附件 {0} 不存在", "Attachment {0} does not exist");

    private final String code;
    private final String zh;
    private final String en;

    WorkflowErrors(String code, String zh, String en) {
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
