package org.karawatt.portal.api;

import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.karawatt.billing.api.BillExplanation;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a customer may see and do. Every method looks at nothing but what is linked to the caller: accounts that he has proved to be his, as
 * long as they are with the customer who he is, bills of the time since they are, and applications that he has made himself. Everything
 * else is NOT_FOUND, whether it exists or not. Layers below are called with the permissions that the question needs and for the office of
 * the account only. Thread-safe.
 */
@ProviderType
public interface PortalService {

    /** Own accounts, by number; those that an own application has led to are linked by that. */
    List<PortalAccount> accounts(PortalCaller caller);

    /**
     * Links one more account.
     *
     * @throws org.karawatt.kernel.error.KarawattException INVALID ({@link PortalErrors#PROOF_WRONG}) whichever part is wrong, CONFLICT when
     *     there are as many as may be
     */
    PortalAccount link(PortalCaller caller, AccountProof proof);

    /** Takes a link away. */
    void unlink(PortalCaller caller, String accountNo);

    /** Bills of an own account, newest first, without lines. */
    Page<PortalBill> bills(PortalCaller caller, String accountNo, PageRequest page);

    /** An own bill with its lines. */
    PortalBill bill(PortalCaller caller, String billNo);

    /** How an own bill came to be, in the language. */
    List<BillExplanation.Step> explanation(PortalCaller caller, String billNo, Locale locale);

    /** An own bill as PDF in the language; UNAVAILABLE while nothing can print it. */
    byte[] document(PortalCaller caller, String billNo, Locale locale);

    /** The last 24 months up to the newest bill, oldest first; empty when there is no bill. */
    List<MonthUsage> usage(PortalCaller caller, String accountNo);

    /** What is owed for an own account today. */
    PortalBalance balance(PortalCaller caller, String accountNo);

    /** What can be chosen in an application. */
    ApplicationForm applicationForm(PortalCaller caller);

    /**
     * Hands in an application for a residential connection.
     *
     * @throws org.karawatt.kernel.error.KarawattException INVALID with all faults of the process's form and checks; CONFLICT when there are
     *     as many open ones as may be
     */
    PortalApplication apply(PortalCaller caller, ApplicationDraft draft);

    /** Own applications, newest first, at most 50. */
    List<PortalApplication> applications(PortalCaller caller);

    /** An own application. */
    PortalApplication application(PortalCaller caller, String caseNo);

    /** Files that the caller has added to an own application, oldest first. */
    List<PortalFile> files(PortalCaller caller, String caseNo);

    /**
     * Adds a file to an own application that is worked on; to what waits for the customer, if something does. Types and size are those that
     * the workflow takes.
     *
     * @param content read to its end and not closed
     * @throws org.karawatt.kernel.error.KarawattException INVALID for another type or too large a file; CONFLICT when the application has
     *     ended, or has as many files of the customer as may be
     */
    PortalFile addFile(PortalCaller caller, String caseNo, String fileName, String mediaType, InputStream content);

    /**
     * Does the step of an own application that waits for the customer: says that the documents are complete, or answers to the plan.
     *
     * @param outcome answer to the plan, one that the process's form takes: {@code accepted}, {@code revise} or {@code withdrawn}; null for
     *     documents
     * @throws org.karawatt.kernel.error.KarawattException CONFLICT when nothing waits for him ({@link PortalErrors#NOT_YOUR_TURN}) or a clerk
     *     has taken it ({@link PortalErrors#WITH_THE_OFFICE}); INVALID for an answer that the form does not take
     */
    PortalApplication complete(PortalCaller caller, String caseNo, String outcome);
}
