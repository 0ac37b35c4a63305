package org.karawatt.desk.api;

import java.util.List;

/**
 * A kind of contact (工单类别) and how it is worked on. Comes from files below {@code KARAWATT-INF/contact} of any bundle.
 *
 * @param code such as COMPLAINT
 * @param processKey process that runs a case of this kind
 * @param limitCode limit of the whole case; null for the one that the process has
 * @param priority 1 is most urgent, 9 least
 * @param needsArea whether it must be told where it is, because the time allowed depends on it
 * @param needsSubKind whether one of the sub-kinds must be chosen
 */
public record ContactType(String code, String nameZh, String nameEn, String processKey, String limitCode, int priority, boolean needsArea,
        boolean needsSubKind, List<SubKind> subKinds) {

    public ContactType {
        subKinds = List.copyOf(subKinds);
    }

    /**
     * A sub-kind.
     *
     * @param group code of the group that it stands in, such as one of the five kinds of complaint; null for none
     * @param limitCode limit of the whole case; null for that of the kind
     */
    public record SubKind(String code, String nameZh, String nameEn, String group, String groupZh, String groupEn, String limitCode) {
    }
}
