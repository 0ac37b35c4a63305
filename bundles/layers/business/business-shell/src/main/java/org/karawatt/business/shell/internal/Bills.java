package org.karawatt.business.shell.internal;

import org.karawatt.billing.api.Bill;
import org.karawatt.shell.api.Table;

/** How bills are listed. */
final class Bills {

    private Bills() {
    }

    static Table<Bill> table() {
        return new Table<Bill>().column("Bill", Bill::billNo).column("Account", Bill::accountNo).column("Name", Bill::customerName)
                .column("Class", Bill::usageClass).column("Month", Bill::month).column("Tariff", Bill::tariffCode)
                .right("kWh", b -> b.energyKwh().stripTrailingZeros().toPlainString()).right("Amount", Bill::amount)
                .column("Due", Bill::dueOn).column("Status", Bill::status);
    }
}
