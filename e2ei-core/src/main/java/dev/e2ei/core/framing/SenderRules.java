package dev.e2ei.core.framing;

import dev.e2ei.core.proposal.Add;
import dev.e2ei.core.proposal.ExternalInitProposal;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.proposal.Update;
import java.util.Optional;

/** Who may send what, RFC 9420, sections 6.1 and 12.1.8. */
final class SenderRules {
    private SenderRules() {}

    /** {@return what is wrong, if anything is} */
    static Optional<String> check(FramedContent content) {
        Sender sender = content.sender();
        if (sender instanceof Sender.External) {
            return proposal(content).filter(SenderRules::fromOutside).isPresent()
                    ? Optional.empty()
                    : Optional.of("an external sender sends proposals, and none that need a member (12.1.8)");
        }
        if (sender instanceof Sender.NewMemberProposal) {
            return proposal(content).filter(Add.class::isInstance).isPresent()
                    ? Optional.empty()
                    : Optional.of("who asks to be added sends an Add (12.1.8)");
        }
        if (sender instanceof Sender.NewMemberCommit) {
            return content.content() instanceof Content.CommitContent commit
                            && commit.commit().path().isPresent()
                    ? Optional.empty()
                    : Optional.of("who adds itself sends a commit with a path (12.4.3.2)");
        }
        return Optional.empty();
    }

    private static Optional<Proposal> proposal(FramedContent content) {
        return content.content() instanceof Content.ProposalContent proposal
                ? Optional.of(proposal.proposal())
                : Optional.empty();
    }

    private static boolean fromOutside(Proposal proposal) {
        return !(proposal instanceof Update || proposal instanceof ExternalInitProposal);
    }
}
