namespace LivePose.Fitting.Arrays;

/// <summary>Reorders elements stored with the first axis contiguous (column-major).</summary>
internal static class FortranOrder
{
    /// <summary>A row-major copy of column-major elements; the array itself where both orders agree.</summary>
    public static Array ToRowMajor(Array source, int[] shape)
    {
        if (shape.Length < 2 || source.Length == 0)
        {
            return source;
        }

        int[] order = RowMajorSources(shape, source.Length);
        return source switch
        {
            bool[] a => Permute(a, order),
            sbyte[] a => Permute(a, order),
            short[] a => Permute(a, order),
            int[] a => Permute(a, order),
            long[] a => Permute(a, order),
            Half[] a => Permute(a, order),
            float[] a => Permute(a, order),
            double[] a => Permute(a, order),
            object[] a => Permute(a, order),
            _ => throw new ArgumentException($"Elements of {source.GetType().Name} cannot be reordered."),
        };
    }

    private static T[] Permute<T>(T[] source, int[] order)
    {
        T[] result = (T[])source.Clone(); // keeps the run-time element type: uint[] also matches int[]
        for (int i = 0; i < order.Length; i++)
        {
            result[i] = source[order[i]];
        }

        return result;
    }

    /// <summary>For each row-major position, the column-major position of the same element.</summary>
    private static int[] RowMajorSources(int[] shape, int count)
    {
        int[] strides = new int[shape.Length];
        for (int axis = 0, stride = 1; axis < shape.Length; stride *= shape[axis], axis++)
        {
            strides[axis] = stride;
        }

        int[] order = new int[count];
        int[] index = new int[shape.Length];
        for (int i = 0, position = 0; i < count; i++)
        {
            order[i] = position;
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                position += strides[axis];
                if (++index[axis] < shape[axis])
                {
                    break;
                }

                position -= shape[axis] * strides[axis];
                index[axis] = 0;
            }
        }

        return order;
    }
}
