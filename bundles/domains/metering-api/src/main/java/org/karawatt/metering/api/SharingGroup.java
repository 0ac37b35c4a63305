package org.karawatt.metering.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.karawatt.kernel.time.Period;

/**
 * A production that is shared among accounts (共享自用): what a point feeds in is used by the members, interval by interval, and is bought by
 * them from nobody else.
 *
 * @param pointId production point
 * @param accountId account of the producer, whose surplus is what nobody gets
 * @param method FIXED: agreed shares; PROPORTIONAL: in proportion to what each uses in the interval
 * @param members what was agreed with each member, by account and day
 */
public record SharingGroup(long id, String groupNo, String name, long pointId, String pointNo, long accountId, String accountNo,
        long officeId, String method, List<Member> members) {

    public static final String FIXED = "FIXED";
    public static final String PROPORTIONAL = "PROPORTIONAL";

    public SharingGroup {
        members = List.copyOf(members);
    }

    /**
     * What was agreed with a member for some days.
     *
     * @param share part of the production, above 0 up to 1; null in a group that shares by use
     * @param price yuan per shared kWh, zero or more
     * @param validTo day after the last day; null when open
     */
    public record Member(long accountId, String accountNo, BigDecimal share, BigDecimal price, LocalDate validFrom, LocalDate validTo) {

        public Period validity() {
            return new Period(validFrom, validTo);
        }
    }
}
