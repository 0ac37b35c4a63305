package org.karawatt.notice.internal.calc;

/** What customers are called and where they live, fit for one line. */
public final class Words {

    private Words() {
    }

    public static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
