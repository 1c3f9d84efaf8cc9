package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.core.credential.CredentialRefCodec;
import dev.e2ei.core.schedule.EpochSecrets;
import dev.e2ei.core.schedule.EpochSecretsRowCodec;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.schedule.SecretTree;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import dev.e2ei.core.tree.PrivateTree;
import dev.e2ei.core.tree.RatchetTree;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An epoch that has not begun, as fields of the row of whatever leads to it. Of the tree only that is written in which it
 * differs from the current one, if there is a current one.
 */
final class GroupEpochCodec implements RowCodec<GroupEpoch> {
    private final Optional<RatchetTree> base;
    private final TreeDeltaCodec trees = new TreeDeltaCodec();
    private final PrivateTreeCodec privateTrees = new PrivateTreeCodec();
    private final EpochSecretsRowCodec secrets = new EpochSecretsRowCodec();
    private final CredentialRefCodec refs = new CredentialRefCodec();

    GroupEpochCodec(Optional<RatchetTree> base) {
        this.base = base;
    }

    @Override
    public void write(GroupEpoch value, RowWriter out) {
        RowOctets.write(GroupContext.CODEC, value.context(), out);
        out.octets(value.interimTranscriptHash().toByteArray());
        out.octets(value.confirmationTag().toByteArray());
        trees.write(
                base.map(tree -> TreeDelta.between(tree, value.tree())).orElseGet(() -> TreeDelta.all(value.tree())),
                out);
        privateTrees.write(value.privateTree(), out);
        secrets.write(value.secrets(), out);
        Map<Integer, Secret> nodes = value.keys().rows().nodes();
        out.u32(nodes.size());
        nodes.forEach((node, secret) -> {
            out.u32(node);
            out.secret(secret);
        });
        RowOptional.write(value.signer(), out, signer -> refs.write(signer, out));
    }

    @Override
    public GroupEpoch read(RowReader in) {
        GroupContext context = RowOctets.read(GroupContext.CODEC, in);
        Bytes interim = Bytes.of(in.octets());
        Bytes tag = Bytes.of(in.octets());
        TreeDelta delta = trees.read(in);
        RatchetTree tree = base.map(delta::appliedTo).orElseGet(delta::tree);
        PrivateTree privateTree = privateTrees.read(in);
        EpochSecrets epochSecrets = secrets.read(in);
        int count = in.u32();
        Map<Integer, Secret> nodes = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            nodes.put(in.u32(), in.secret());
        }
        return new GroupEpoch(
                context,
                interim,
                tag,
                tree,
                privateTree,
                epochSecrets,
                SecretTree.restored(tree.leafCount(), nodes, Map.of()),
                RowOptional.read(in, () -> refs.read(in)));
    }
}
