package org.karawatt.portal.internal.service;

import org.karawatt.notice.spi.OutgoingNotice;

/** The mails of the portal in the language of whoever asked for them. */
final class Letters {

    private Letters() {
    }

    static OutgoingNotice registration(String id, String address, String language, String code, int minutes) {
        return isChinese(language)
                ? Mailer.mail(id, address, language, "客户门户注册验证码", "您正在注册客户门户，验证码为 " + code + "，" + minutes
                        + " 分钟内有效。请勿告知他人；如非本人操作，请忽略本邮件。")
                : Mailer.mail(id, address, language, "Your code for the customer portal", "Your code to register at the customer portal is "
                        + code + english(minutes));
    }

    /** For somebody who has a login: whoever registered again learns nothing of it on the screen. */
    static OutgoingNotice known(String id, String address, String language) {
        return isChinese(language)
                ? Mailer.mail(id, address, language, "您已注册客户门户", "有人使用本邮箱再次注册客户门户。本邮箱已注册，请直接登录；忘记密码时可在登录页重置。"
                        + "如非本人操作，请忽略本邮件。")
                : Mailer.mail(id, address, language, "You have a login at the customer portal",
                        "Somebody has registered again with this address. It has a login: just log in, or set another password from the"
                        + " login page. If it was not you, ignore this mail.");
    }

    static OutgoingNotice reset(String id, String address, String language, String code, int minutes) {
        return isChinese(language)
                ? Mailer.mail(id, address, language, "客户门户密码重置验证码", "您正在重置客户门户密码，验证码为 " + code + "，" + minutes
                        + " 分钟内有效。请勿告知他人；如非本人操作，请忽略本邮件。")
                : Mailer.mail(id, address, language, "Your code to set another password",
                        "Your code to set another password at the customer portal is " + code + english(minutes));
    }

    private static String english(int minutes) {
        return ". It is valid for " + minutes + " minutes. Tell it to nobody; if you have not asked for it, ignore this mail.";
    }

    private static boolean isChinese(String language) {
        return language.equals("zh");
    }
}
