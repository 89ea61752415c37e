using BenchmarkDotNet.Running;
using LivePose.Benchmarks.Paper;
using LivePose.Benchmarks.Pipeline;
using LivePose.Benchmarks.Rendering;

// Micro-benchmarks: dotnet run -c Release --project benchmarks -- --filter '*CropWarp*'
// The pipeline against the bound that the same process measures: … -- pipeline --video FILE --detector FILE --pose FILE [--render LAYOUT]
if (args is ["pipeline", ..])
{
    return await PipelineCommand.RunAsync(args[1..]).ConfigureAwait(false);
}

// The calibration paper on synthetic people: … -- paper --calibration DIR --test DIR NETWORK.onnx
if (args is ["paper", ..])
{
    return await PaperCommand.RunAsync(args[1..]).ConfigureAwait(false);
}

// Drawing by size, people and layout: … -- render [--frames N]
if (args is ["render", ..])
{
    return RenderCommand.Run(args[1..]);
}

// GL objects and memory over many frames: … -- render-flat [--frames N]
if (args is ["render-flat", ..])
{
    return FlatCommand.Run(args[1..]);
}

// CPU time a sample by batch size: … -- batch FILE
if (args is ["batch", { } path])
{
    BatchCost.Run(path);
    return 0;
}

BenchmarkSwitcher.FromAssembly(typeof(PipelineCommand).Assembly).Run(args);
return 0;
