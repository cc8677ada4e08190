namespace MlConnector.Domain.Suppliers;

/// <summary>By what a vendor finds a supplier that bears no key of ours yet, in order: the first that finds any decides.</summary>
public sealed record VendorMatch(IReadOnlyList<VendorTrait> Traits)
{
    public bool Equals(VendorMatch? other) => other is not null && Traits.SequenceEqual(other.Traits);

    public override int GetHashCode() => Traits.Count;
}
