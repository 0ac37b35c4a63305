package org.karawatt.connection.internal.service;

import java.util.List;
import org.karawatt.connection.api.ConnectionErrors;
import org.karawatt.connection.internal.calc.IdentityNumber;
import org.karawatt.customer.api.CustomerDraft;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.workflow.spi.StepContext;

/** The customer of an application: one that is known by number, or one that is to be created from what the form tells of him. */
final class Applicant {

    private static final List<String> PERSONAL = List.of("customerName", "idKind", "idNumber", "phone", "email");

    private Applicant() {
    }

    /** Checks what the form tells. */
    static void check(FormFaults faults, StepContext step, Domains domains) {
        String customerNo = step.text("customerNo");
        if (customerNo != null) {
            faults.found("customerNo", () -> domains.customers.customer(faults.acting(), customerNo));
            return;
        }
        faults.text("customerName");
        faults.text("phone");
        String idKind = faults.text("idKind");
        String idNumber = faults.text("idNumber");
        if (idKind != null && idNumber != null && !IdentityNumber.isValid(idKind, idNumber)) {
            faults.add("idNumber", ConnectionErrors.ID_INVALID);
        }
    }

    /**
     * The number of the customer; he is created when he is new, and then his personal data leaves the case.
     *
     * @param kind PERSON or ORGANISATION
     */
    static String take(CallContext acting, StepContext step, Domains domains, String kind) {
        String customerNo = step.text("customerNo");
        if (customerNo == null) {
            customerNo = domains.customers.createCustomer(acting, new CustomerDraft(kind, step.text("customerName"), step.text("idKind"),
                    step.text("idNumber"), step.text("phone"), step.text("email"), "zh", "NORMAL", domains.office(step).code()))
                    .customerNo();
            step.set("customerNo", customerNo);
            PERSONAL.forEach(key -> step.set(key, null));
        }
        return customerNo;
    }
}
