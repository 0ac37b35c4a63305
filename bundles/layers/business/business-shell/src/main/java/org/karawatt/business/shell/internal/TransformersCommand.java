package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.equipment.api.Transformer;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** List the transformers and high-voltage motors of an account. */
@Service
@Command(scope = "business", name = "transformers", description = "List the transformers and high-voltage motors of an account")
public class TransformersCommand extends KarawattCommand {

    @Argument(index = 0, name = "account", required = true, description = "Account number")
    String accountNo;

    @Override
    protected void run() {
        CallContext caller = caller();
        show(service(EquipmentService.class).transformers(caller, service(CustomerService.class).account(caller, accountNo).id()), table());
    }

    static Table<Transformer> table() {
        return new Table<Transformer>().column("Transformer", Transformer::transformerNo).column("Kind", Transformer::kind)
                .column("Model", Transformer::model).right("kVA", Transformer::capacityKva).column("State", Transformer::state);
    }
}
