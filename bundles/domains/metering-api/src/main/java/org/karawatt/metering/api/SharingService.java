package org.karawatt.metering.api;

import java.time.LocalDate;
import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.Period;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Groups that share a production (F75). Reading needs {@code metering.read}, changing {@code metering.write}; limited to the offices of
 * the caller, for a group that of its production point. Thread-safe.
 */
@ProviderType
public interface SharingService {

    /** Groups by number. */
    Page<SharingGroup> groups(CallContext context, PageRequest page);

    /** A group with its members; unknown or another office's is NOT_FOUND. */
    SharingGroup group(CallContext context, String groupNo);

    /** Creates a group; a number or a point that another one has is a CONFLICT. */
    SharingGroup create(CallContext context, SharingDraft draft);

    /**
     * Agrees with a member from a day on; what was agreed before ends the day before. INVALID with all faults; CONFLICT when the shares of
     * a day would be more than 1, or the account is in another group.
     */
    SharingGroup setMember(CallContext context, String groupNo, SharingMemberDraft draft);

    /** Ends the membership of an account; {@code validTo} is the day after its last day. */
    SharingGroup endMember(CallContext context, String groupNo, String accountNo, LocalDate validTo);

    /**
     * Groups, with all their members, whose producer or some member in a period has an id from {@code fromAccount} to {@code toAccount}.
     * One query when there is none. For runs: no scope check.
     */
    List<SharingGroup> touching(long fromAccount, long toAccount, Period period);
}
